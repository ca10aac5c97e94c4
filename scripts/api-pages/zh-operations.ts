/** What operations do, and what causes their own refusals, in Chinese: by the English text. */
export const ZH_OPERATIONS: Readonly<Record<string, string>> = {
  'Returns everyone who was ever invited to a conference or has been in it, page by page, in order of first appearance. Also works after its end.':
    '分页返回曾被邀请或曾入会的所有人，按首次出现的顺序排列。会议结束后仍可查询。',
  'Returns the ongoing conferences of a person. The setting `ROLLCALL_ONGOING` says which: `any` (default: whatever the status of the person), `active` (is in the meeting) or `active+ringing`. Conferences of other organizations are listed too, with `outerOrgMember` `true`, but the app cannot read their members. To find out whether the person is in a meeting now, test `attendStatus === 3`.':
    '返回某人正在进行的会议。设置 `ROLLCALL_ONGOING` 决定返回哪些：`any`（默认：不论该人的状态）、`active`（在会中）或 `active+ringing`。其他企业的会议也会列出，其 `outerOrgMember` 为 `true`，但本应用不能读取其成员。判断某人当前是否在会中，请检查 `attendStatus === 3`。',
  'Creates a conference and calls people. Its creator is the host.': '创建会议并呼叫参会人。创建人即主持人。',
  'Creates a link with which one person of the organization can join without signing in. It works once, within 5 minutes. DingTalk does not document this operation: path and keys come from its newer SDKs, errors from similar operations.':
    '生成一个链接，让本企业的一个人免登录入会。链接只能使用一次，5 分钟内有效。钉钉没有该接口的文档：路径和字段取自较新的 SDK，错误码取自同类接口。',
  'Returns several ongoing conferences with their members. Ended and unknown conferences and those of other organizations are left out; if none remains, the call is refused.':
    '返回多个正在进行的会议及其成员。已结束的、不存在的和其他企业的会议会被略去；如果一个也不剩，则拒绝请求。',
  'Returns the conferences of the organization that started in an interval, page by page, newest first. DingTalk does not document this operation: path and keys come from its SDK, errors from QueryOrgConferenceList.':
    '分页返回本企业在某段时间内开始的会议，最新的在前。钉钉没有该接口的文档：路径和字段取自其 SDK，错误码取自 QueryOrgConferenceList。',
  'Returns the last conference of a booking, also of a canceled one. There is never a second page.':
    '返回预约的最后一场会议，预约取消后也可查询。始终只有一页。',
  'Takes the code of the sign-in page, or renews the token with the refresh token. While the token is valid, another call returns the same one and renews its lifetime. Each code is taken once, within 5 minutes.':
    '用登录页的授权码换取令牌，或用 refreshToken 续期。令牌有效期内再次调用，返回同一令牌并延长有效期。每个授权码只能使用一次，5 分钟内有效。',
  'Returns the person who has signed in with the app, or somebody else of their organization. The token in the header is that of the person, from GetUserToken. The scope is that of the app.':
    '返回用应用登录的人，或其企业中的其他人。请求头中的令牌是该人的令牌，由 GetUserToken 获取。所需权限是应用的权限。',
  'Takes the code that a person has let the app have, and returns who they are. A code is taken once. The token is in the query string. The status is always 200; `errcode` has the result. The body is JSON or a form.':
    '用某人授予应用的授权码查询该人。授权码只能使用一次。令牌放在查询参数中。HTTP 状态始终为 200；结果在 `errcode` 中。请求体为 JSON 或表单。',
  '`grantType` has another value': '`grantType` 为其他值',
  'Issues an access token of a third-party app, for no organization. Only GetAuthInfo takes it. Each call returns a new token; earlier ones stay valid until they expire.':
    '获取第三方应用自身的令牌，不针对任何企业。只有 GetAuthInfo 接受该令牌。每次调用返回新令牌，之前的令牌在到期前仍有效。',
  'Returns the organization that has authorized a third-party app, and the ids of the app there. Takes a token of the app for that organization, or from GetSuiteAccessToken.':
    '返回授权第三方应用的企业，以及应用在该企业中的 ID。使用应用针对该企业的令牌，或 GetSuiteAccessToken 获取的令牌。',
  'Returns the ticket with which the pages of an app sign their configuration of the JSAPI of DingTalk. Rollcall has no JSAPI, so nothing here checks it. The ticket is for one app in one organization and changes every two hours.':
    '返回应用页面签名钉钉 JSAPI 配置所用的票据。Rollcall 没有 JSAPI，因此不会校验该票据。票据对应一个企业中的一个应用，每两小时更换一次。',
  'Stream mode: returns the address of a WebSocket over which an app gets its events, and a ticket for it. The ticket opens one connection within 90 seconds, at any server. The official clients for stream mode call this themselves.':
    'Stream 模式：返回应用接收事件的 WebSocket 地址和连接票据。票据在 90 秒内可在任一服务器上建立一个连接。官方的 Stream 客户端会自行调用本接口。',
  'Issues a token of an organization, for GetSsoUserInfo only. Each call returns a new token; earlier ones stay valid until they expire. A new secret of the organization ends them.':
    '获取企业的令牌，仅用于 GetSsoUserInfo。每次调用返回新令牌，之前的令牌在到期前仍有效。企业更换密钥后，之前的令牌立即失效。',
  'Takes the code that a person has let an app of the organization have, and returns who they are. A code is taken once, within 5 minutes. The token in the header is that of the organization, from GetSsoAccessToken.':
    '用某人授予本企业应用的授权码查询该人。授权码只能使用一次，5 分钟内有效。请求头中的令牌是企业的令牌，由 GetSsoAccessToken 获取。',
  'the code is not of an app of the organization, was used, or has expired':
    '授权码不属于本企业的应用、已被使用或已过期',
  'Books a meeting.': '预约会议。',
  'Changes the time and title of a booking. Its code and link stay the same.':
    '修改预约会议的时间和标题。会议号和链接不变。',
  'Cancels a booking. After that, nobody can join. People in the meeting stay. Tickets that were issued before remain valid until they expire, within a minute. Canceling again succeeds and changes nothing.':
    '取消预约会议。此后任何人都不能再入会。已在会中的人可以留下，已发出的入会凭证在其一分钟有效期内仍可使用。重复取消也会成功，且不产生任何变化。',
  'Returns the settings of a booking. Settings that are stored without effect are not returned, except extension apps.':
    '返回预约会议的设置。只保存而不生效的设置不返回，扩展应用除外。',
  'Changes settings of a booking. Settings that are left out stay the same. They apply from the next conference on; an ongoing conference keeps the settings it started with.':
    '修改预约会议的设置。未填写的设置保持不变。新设置从下一场会议起生效；正在进行的会议沿用开始时的设置。',
  'Returns a booking, to any person of its organization.': '返回一个预约会议，本企业的任何人都可查询。',
  "Creates another short link to a booking and stores the data that the app sends with it. It leads to the same place as the booking's own link.":
    '为预约会议再生成一个短链接，并保存应用随之提供的数据。它与预约自身的链接指向同一处。',
  'Returns the data of a conference. Also works after its end.': '返回会议信息。会议结束后仍可查询。',
  'Ends a conference for everyone. Only the host may end it, so the request names the host.':
    '为所有人结束会议。只有主持人可以结束，所以请求中要写明主持人。',
  'Locks or unlocks a conference. While it is locked, only host and co-hosts can join; people in the meeting stay. Repeating the call is not an error.':
    '锁定或解锁会议。锁定后只有主持人和联席主持人可以入会；已在会中的人可以留下。重复操作不算错误。',
  'Calls people during the conference. Inviting a banned person lifts the ban. While the conference is locked, only people who may join it can be called.':
    '在会议进行中呼叫参会人。邀请被禁止再次入会的人会解除禁止。会议锁定期间，只能呼叫可以入会的人。',
  'Removes people or single devices. If one of them cannot be removed, none is.':
    '移出参会人或其某个设备。要么全部移出，要么一个也不移出。',
  'Mutes a person on all their devices, including later ones, or mutes one device. `un_mute` lifts the mute. No microphone is turned on remotely. A muted person may unmute themselves. Repeating the call is not an error.':
    '将某人在现有和之后的所有设备上静音，或只将其某个设备静音。`un_mute` 解除静音。不会远程打开任何人的麦克风。被静音的人可以自行解除静音。重复操作不算错误。',
  'Mutes everyone who has been in the meeting, except host and co-hosts. `un_mute` lifts all mutes. Repeating the call is not an error.':
    '将主持人和联席主持人以外所有入过会的人静音。`un_mute` 解除全员静音。重复操作不算错误。',
  'Shows one person large to everyone, or stops doing so. The focus ends when the person leaves with their last device. Repeating the call is not an error.':
    '让所有人将某人置于焦点画面，或取消焦点。该人的最后一个设备离会时焦点即结束。重复操作不算错误。',
  'Makes members co-hosts, or revokes the role. If one of them cannot be changed, none is. Repeating the call is not an error.':
    '将成员设为联席主持人，或撤销该角色。要么全部变更，要么一个也不变更。重复操作不算错误。',
  'Renames a member for this conference. The name stays, even if they rejoin under another one. Repeating the call is not an error.':
    '修改成员在本次会议中的名称。即使其以其他名称重新入会，该名称也不变。重复操作不算错误。',
  'Changes the given settings of an ongoing conference, all at once. DingTalk does not document this operation: path and keys come from its SDKs.':
    '一次性修改正在进行的会议中所给出的设置。钉钉没有该接口的文档：路径和字段取自其 SDK。',
  "Known only from the SDK, which sends no data. DingTalk's parameters are not public, so Rollcall stores nothing: the answer only says that the conference exists. A body is not read.":
    '仅见于 SDK，且 SDK 不发送任何数据。钉钉未公开其参数，因此 Rollcall 不保存任何内容：应答只说明会议存在。请求体不会被读取。',
  "Returns the ongoing conferences of the token's organization, page by page, newest first.":
    '分页返回令牌所属企业正在进行的会议，最新的在前。',
  'Returns the conferences of the organization that have or had a room code, page by page, newest first. An unused code gives an empty list.':
    '分页返回本企业中使用或曾使用某会议号的会议，最新的在前。无人使用的会议号返回空列表。',
  'Returns the data of one conference. Also works after its end. DingTalk does not document this operation: path and keys come from its SDK, errors from QueryConferenceInfo.':
    '返回一个会议的数据。会议结束后仍可查询。钉钉没有该接口的文档：路径和字段取自其 SDK，错误码取自 QueryConferenceInfo。',
  'Returns the sessions of a conference, page by page, oldest first. Each stay of each device is one row. DingTalk does not document this operation: path and keys come from its SDK, errors from QueryConferenceInfo.':
    '分页返回会议的入会记录，按开始时间排列，最早的在前：每个设备每次入会一行。钉钉没有该接口的文档：路径和字段取自其 SDK，错误码取自 QueryConferenceInfo。',
  'Returns the latest report of each person, from any of their devices. Also works after the end of the conference.':
    '返回每个人最近一次上报的数据，不限设备。会议结束后仍可查询。',
  'Returns the reports of one person in an interval, from all their devices, oldest first; at most 10000 samples.':
    '返回某人在一段时间内所有设备上报的数据，最早的在前；最多 10000 条。',
  'Sets who in the organization may record. Known only from newer SDKs.': '设置本企业中谁可以录制。仅见于较新的 SDK。',
  'Invites a room system to the conference with the room code. Rollcall has no engine for room systems, so it also refuses valid requests, and the message says why. Known only from newer SDKs.':
    '邀请会议室设备加入该会议号对应的会议。Rollcall 没有会议室设备引擎，因此有效的请求也会被拒绝，消息中会说明原因。仅见于较新的 SDK。',
  'Starts the recording. Only the host may start it.': '开始录制。只有主持人可以操作。',
  'Stops the recording. Only the host may stop it. The messages are fixed. `recordStopError` means that nothing is being recorded.':
    '停止录制。只有主持人可以操作。消息是固定的；`recordStopError` 表示没有正在进行的录制。',
  'Lists the recordings of a conference': '列出会议的录制文件',
  'Returns the URLs of a recording': '返回录制文件的地址',
  'Returns the transcript of a recording': '返回录制的转写文本',
  'Pushes the meeting to live servers.': '将会议推流到直播服务器。',
  'Stops the live push.': '停止推流。',
  'Turns caption events on or off.': '开启或关闭字幕事件。',
  'Starts the minutes.': '开始闪记。',
  'Pauses the minutes. The messages are fixed. `recordStopError` means that no minutes are being written.':
    '暂停闪记。消息是固定的；`recordStopError` 表示没有正在进行的闪记。',
  'Returns the transcript of the minutes': '返回闪记的转写文本',
  'Lists the audio of the minutes': '列出闪记的音频',
  'Returns the results of the meeting': '返回会议成果',
  'Returns the summary of the minutes': '返回闪记的摘要',
  'Returns the summary of a recording': '返回录制的摘要',
  'Lists links to the minutes': '列出闪记的链接',
  'Returns a link to download the minutes': '返回闪记的下载链接',
  'Lets a person see a recording or minutes.': '允许某人查看录制或闪记。',
  'Issues the access token of an app of one organization. While it is valid, another call returns the same token and renews its lifetime.':
    '获取企业内部应用的访问令牌。在有效期内再次获取会返回同一个令牌，并重新计算有效期。',
  'Issues the access token of a third-party app for one organization that has authorized it. Each call returns a new token; earlier ones stay valid until they expire.':
    '获取第三方应用在某个已授权企业的访问令牌。每次都返回新令牌；之前的令牌到期前仍然有效。',
  'Issues an access token to an internal or a third-party app. The keys are named as in OAuth. An internal app gets the same token as from GetAccessToken.':
    '为两类应用获取访问令牌，字段名与 OAuth 相同。企业内部应用得到的令牌与 GetAccessToken 相同。',
  'The older form of GetAccessToken. The status is always 200; `errcode` has the result.':
    'GetAccessToken 的旧版形式。HTTP 状态始终为 200；结果在 `errcode` 中。',
  'Returns the events that an HTTP callback of the app did not take in three attempts, the oldest first, 200 at most. What is returned is deleted. The token is in the query string. The status is always 200; `errcode` has the result.':
    '返回应用的 HTTP 回调在三次推送后仍未接收的事件，最早的在前，一次最多 200 个。返回后即删除。令牌放在查询参数中。HTTP 状态始终为 200；结果在 `errcode` 中。',
  'Finds a person by their userId in the organization. The token is in the query string. The status is always 200; `errcode` has the result. The body is JSON or a form.':
    '按 userId 查询企业中的人员。令牌放在查询参数中。HTTP 状态始终为 200；结果在 `errcode` 中。请求体可以是 JSON 或表单。',
  'Finds the userId of a person in the organization. The token is in the query string. The status is always 200; `errcode` has the result. The body is JSON or a form.':
    '查询人员在企业中的 userId。令牌放在查询参数中。HTTP 状态始终为 200；结果在 `errcode` 中。请求体可以是 JSON 或表单。',
  '`unionId` is unknown': '`unionId` 不存在',
  'the creator or an invited person is not in the organization': '创建人或被邀请人不属于本企业',
  'the title is missing, or another parameter is missing or malformed': '缺少标题，或其他参数缺失或格式错误',
  'the title is blank, too long or not text': '标题为空白、过长或不是文本',
  '`unionId` is not in the organization': '`unionId` 不属于本企业',
  'the person may not join the conference': '该人不能加入会议',
  'none of them exists': '所有会议都不存在',
  'none is ongoing, and at least one has ended': '没有正在进行的会议，且其中有已结束的',
  'none is an ongoing conference of this organization, and at least one belongs to another organization':
    '没有本企业正在进行的会议，且其中有其他企业的会议',
  '`unionId` is not the host, or another organization owns the conference': '`unionId` 不是主持人，或会议属于其他企业',
  '`action` has another value': '`action` 为其他值',
  'a person in the request is neither in the organization nor on the roster; nobody is called then':
    '请求中的某人既不属于本企业也不在成员列表中；此时不会呼叫任何人',
  'the conference has ended, or its booking is canceled and a person in the request is not in the meeting':
    '会议已结束，或其预约已取消且请求中的某人不在会中',
  'the lock excludes a person in the request; nobody is called then': '会议锁定拒绝了请求中的某人；此时不会呼叫任何人',
  'a parameter is missing or malformed, or nobody is invited': '参数缺失或格式错误，或没有邀请任何人',
  'the person is not in the meeting': '该人不在会中',
  'a parameter is missing or malformed': '参数缺失或格式错误',
  'only other organizations use the code': '只有其他企业使用该会议号',
  'the code is blank': '会议号为空白',
  'the code is not made of digits': '会议号不是数字',
  'the `unionId` in it is not in the organization': '其中的 `unionId` 不属于本企业',
  '`grant_type` has another value': '`grant_type` 为其他值',
}
