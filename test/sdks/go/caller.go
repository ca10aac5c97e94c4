// Makes calls with DingTalk's client for Go: reads one call per line, and writes what the client makes of the answer.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	conference "github.com/alibabacloud-go/dingtalk/conference_1_0"
	contact "github.com/alibabacloud-go/dingtalk/contact_1_0"
	gateway "github.com/alibabacloud-go/dingtalk/gateway_1_0"
	oauth2 "github.com/alibabacloud-go/dingtalk/oauth2_1_0"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"
)

type order struct {
	Operation string
	Family    string
	Path      []string
	Request   json.RawMessage
	Token     string
}

const noMethod = "the client has no such method"

type reply map[string]any

func main() {
	config := &openapi.Config{Protocol: tea.String("http"), Endpoint: tea.String(os.Getenv("ROLLCALL_ENDPOINT"))}
	clients := map[string]any{
		"conference_1_0": must(conference.NewClient(config)),
		"contact_1_0":    must(contact.NewClient(config)),
		"gateway_1_0":    must(gateway.NewClient(config)),
		"oauth2_1_0":     must(oauth2.NewClient(config)),
	}
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var one order
		if err := json.Unmarshal(line, &one); err != nil {
			panic(err)
		}
		os.Stdout.Write(append(must(json.Marshal(call(clients[one.Family], one))), '\n'))
	}
}

func must[T any](made T, err error) T {
	if err != nil {
		panic(err)
	}
	return made
}

func call(client any, one order) reply {
	if client == nil {
		return reply{"problem": noMethod}
	}
	method := reflect.ValueOf(client).MethodByName(one.Operation + "WithOptions")
	if !method.IsValid() {
		return reply{"problem": noMethod}
	}
	given := []reflect.Value{}
	for i := range method.Type().NumIn() {
		argument, err := toArgument(method.Type().In(i), &one)
		if err != nil {
			return reply{"problem": err.Error()}
		}
		given = append(given, argument)
	}
	results := method.Call(given)
	if err, isError := results[1].Interface().(error); isError {
		refusal := &tea.SDKError{}
		if !errors.As(err, &refusal) || refusal.StatusCode == nil {
			return reply{"problem": err.Error()}
		}
		return reply{"refusal": reply{"status": refusal.StatusCode, "code": refusal.Code, "message": refusal.Message}}
	}
	answer := results[0].Elem()
	return reply{"status": plain(answer.FieldByName("StatusCode")), "body": plain(answer.FieldByName("Body"))}
}

func toArgument(kind reflect.Type, one *order) (reflect.Value, error) {
	switch {
	case kind.Kind() == reflect.Map:
		return reflect.MakeMap(kind), nil
	case kind.Elem().Kind() == reflect.String:
		place := one.Path[0]
		one.Path = one.Path[1:]
		return reflect.ValueOf(&place), nil
	case kind == reflect.TypeFor[*util.RuntimeOptions]():
		return reflect.ValueOf(&util.RuntimeOptions{}), nil
	}
	model := reflect.New(kind.Elem())
	if strings.HasSuffix(kind.Elem().Name(), "Headers") {
		model.Elem().FieldByName("XAcsDingtalkAccessToken").Set(reflect.ValueOf(&one.Token))
		return model, nil
	}
	fields := json.NewDecoder(bytes.NewReader(one.Request))
	fields.DisallowUnknownFields()
	return model, fields.Decode(model.Interface())
}

// What a model holds, by the names on the wire. In JSON of the model itself, empty lists would be left out.
func plain(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Pointer:
		return plain(value.Elem())
	case reflect.Struct:
		fields := map[string]any{}
		for i := range value.NumField() {
			if !value.Field(i).IsNil() {
				name, _, _ := strings.Cut(value.Type().Field(i).Tag.Get("json"), ",")
				fields[name] = plain(value.Field(i))
			}
		}
		return fields
	case reflect.Slice:
		list := []any{}
		for i := range value.Len() {
			list = append(list, plain(value.Index(i)))
		}
		return list
	case reflect.Map:
		entries := map[string]any{}
		for _, key := range value.MapKeys() {
			entries[key.String()] = plain(value.MapIndex(key))
		}
		return entries
	default:
		return value.Interface()
	}
}
