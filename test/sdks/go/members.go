// Calls token, create, members and ongoing with DingTalk's client for Go, and checks what it makes of the answers.
package main

import (
	"errors"
	"fmt"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	conference "github.com/alibabacloud-go/dingtalk/conference_1_0"
	oauth2 "github.com/alibabacloud-go/dingtalk/oauth2_1_0"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"
)

const unknown = "0123456789abcdef01234567"

var (
	ada     = os.Getenv("ROLLCALL_ADA")
	bram    = os.Getenv("ROLLCALL_BRAM")
	runtime = &util.RuntimeOptions{}
)

func check(what string, found, wanted any) {
	if fmt.Sprint(found) != fmt.Sprint(wanted) {
		fail(fmt.Sprintf("%s: %v instead of %v", what, found, wanted))
	}
	fmt.Println("  " + what)
}

func must[T any](answer T, err error) T {
	if err != nil {
		fail(err.Error())
	}
	return answer
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}

func main() {
	config := &openapi.Config{Protocol: tea.String("http"), Endpoint: tea.String(os.Getenv("ROLLCALL_ENDPOINT"))}
	order := &oauth2.GetAccessTokenRequest{
		AppKey:    tea.String(os.Getenv("ROLLCALL_APP_KEY")),
		AppSecret: tea.String(os.Getenv("ROLLCALL_APP_SECRET")),
	}
	tokens := must(oauth2.NewClient(config))
	issued := must(tokens.GetAccessTokenWithOptions(order, map[string]*string{}, runtime)).Body
	check("a token of 32 digits, for two hours", []any{len(*issued.AccessToken), *issued.ExpireIn}, []any{32, 7200})

	client := must(conference.NewClient(config))
	created := must(client.CreateVideoConferenceWithOptions(
		&conference.CreateVideoConferenceRequest{
			UserId: tea.String(ada), ConfTitle: tea.String("From Go"), InviteUserIds: []*string{tea.String(bram)},
		},
		&conference.CreateVideoConferenceHeaders{XAcsDingtalkAccessToken: issued.AccessToken}, runtime,
	)).Body
	id := created.ConferenceId
	check("a conference with its id and its link", []any{len(*id), *created.ExternalLinkUrl != ""}, []any{24, true})

	members := func(id *string, maxResults *int32) (*conference.QueryConferenceMembersResponse, error) {
		return client.QueryConferenceMembersWithOptions(
			id, &conference.QueryConferenceMembersRequest{MaxResults: maxResults},
			&conference.QueryConferenceMembersHeaders{XAcsDingtalkAccessToken: issued.AccessToken}, runtime,
		)
	}
	page := must(members(id, tea.Int32(1))).Body
	first := page.MemberModels[0]
	check("its first page", []any{*page.TotalCount, *page.NextToken != ""}, []any{2, true})
	check("its host", []any{*first.UnionId, *first.Host, *first.AttendStatus, *first.PstnJoin}, []any{ada, true, 1, false})
	everybody := []string{}
	for _, one := range must(members(id, nil)).Body.MemberModels {
		everybody = append(everybody, *one.UnionId)
	}
	check("its members in order", everybody, []string{ada, bram})

	ongoing := must(client.QueryUserOnGoingConferenceWithOptions(
		&conference.QueryUserOnGoingConferenceRequest{UnionId: tea.String(bram)},
		&conference.QueryUserOnGoingConferenceHeaders{XAcsDingtalkAccessToken: issued.AccessToken}, runtime,
	)).Body
	goesOn := false
	for _, one := range ongoing.OnGoingConfIdList {
		goesOn = goesOn || *one == *id
	}
	check("it goes on for who was called", goesOn, true)
	row := ongoing.MemberModelMap[*id]
	check("and how it stands with him", []any{*row.UnionId, *row.AttendStatus, *row.OuterOrgMember}, []any{bram, 1, false})

	_, err := members(tea.String(unknown), nil)
	refusal := &tea.SDKError{}
	if !errors.As(err, &refusal) {
		fail(fmt.Sprintf("a conference that there is not was not refused: %v", err))
	}
	check("a conference that there is not is refused", *refusal.Code, "roomNotFound")
}
