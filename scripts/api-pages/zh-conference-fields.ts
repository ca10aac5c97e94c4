/** Fields of conferences, their members and queries, in Chinese: by the English text. */
export const ZH_CONFERENCE_FIELDS: Readonly<Record<string, string>> = {
  'Id of the conference, as the creation returned it.': '会议 ID，由创建会议的接口返回。',
  'Where to continue: absent, empty or `0` is the start; otherwise the `nextToken` of the previous page of this list. That of another list is refused.':
    '分页游标：不填、空或 `0` 表示从头开始，否则填本列表上一页返回的 `nextToken`。其他列表的游标会被拒绝。',
  'Maximum number of rows.': '最多返回的行数。',
  'In order of first appearance. One row per person, no matter how often and with how many devices they join.':
    '按首次出现的顺序排列。每人一行，不论入会几次、使用几个设备。',
  'The person. Absent for guests and telephones.': '人员的 unionId。访客和电话没有此字段。',
  'conferenceId of the row.': '所属会议的 ID。',
  'Name shown in the meeting.': '会中显示的名称。',
  'First join. Absent if the person never joined.': '首次入会的时间。从未入会则没有此字段。',
  'Last leave. Absent while the person is in the meeting, and if they never joined.':
    '最后一次离会的时间。在会中或从未入会则没有此字段。',
  'Time in the meeting in milliseconds, up to the moment of the answer. Two devices at the same time count once.':
    '在会时长（毫秒），计至应答的时刻。同时使用两个设备只计一次。',
  '1 invited, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.':
    '1 已邀请，2 振铃中，3 在会中，4 未入会，5 被移出，6 已离会。',
  'The person is the host.': '是否为主持人。',
  'The person is a co-host.': '是否为联席主持人。',
  'The person joined by telephone.': '是否通过电话入会。',
  'Staff number, if the organization has one.': '工号（企业填写了才有）。',
  '`true` for a person outside the organization that owns the conference. Absent for its own people.':
    '会议所属企业以外的人为 `true`；本企业的人没有此字段。',
  'Token of the next page. Absent on the last page.': '下一页的游标。最后一页没有此字段。',
  'Number of rows of the whole conference, the same on each page.': '整个会议的总行数，每页相同。',
  'A person of the organization, or on the roster of one of its conferences.':
    '本企业的人，或在本企业某个会议的成员列表中的人。',
  'conferenceIds by start, oldest first. Empty if there is none.': '会议 ID，按开始时间排列，最早的在前。没有则为空。',
  "The person's row in each of them, by conferenceId. Absent if there is none.":
    '该人在各会议中的数据，以会议 ID 为键；没有会议时不返回。',
  'The person.': '人员的 unionId。',
  "The conference belongs to another organization than the person's. Always present, unlike in the list of members.":
    '会议是否属于该人所在企业以外的企业。与成员列表不同，此字段始终存在。',
  'Device of the newest session. Absent for any other platform, and before the first join.':
    '最近一次入会的设备。其他平台以及从未入会时没有此字段。',
  '**unionId**, despite the name, of the creator, who becomes host.':
    '创建人的 **unionId**（虽然字段名为 userId）。创建人成为主持人。',
  'Title. The first 50 characters are stored; more than 256 are refused.':
    '标题。保存前 50 个字符；超过 256 个字符则拒绝。',
  'Also call the host. Default `true`.': '是否也呼叫主持人。默认 `true`。',
  'unionIds of the people to call; at most 500.': '要呼叫的人的 unionId；最多 500 个。',
  '24 hexadecimal digits.': '24 位十六进制数字。',
  'Digits. Admits a guest who knows the room code.': '数字。知道会议号的访客凭此入会。',
  'Digits. The person who enters it becomes host when they join.': '数字。输入此密码的人入会后成为主持人。',
  'Admits anyone who opens it.': '打开即可入会的链接。',
  'Always empty: nobody can dial in.': '始终为空：不支持电话拨入。',
  'Digits to type instead of the link.': '可代替链接输入的数字。',
  '`externalLinkUrl` of the conference.': '会议的 `externalLinkUrl`。',
  'The person to admit.': '要入会的人。',
  'Always `true`.': '始终为 `true`。',
  'The result.': '生成的结果。',
  'Works once, within 5 minutes.': '只能使用一次，5 分钟内有效。',
  'The conference.': '会议信息。',
  'Title.': '标题。',
  'unionId of the creator.': '创建人的 unionId。',
  'Start.': '开始时间。',
  'End time. Absent before the end.': '结束时间。结束前没有此字段。',
  'Length in milliseconds. Absent before its end.': '时长（毫秒）。结束前没有此字段。',
  'Length in milliseconds. Before the end: the length so far if `realData` is `true`, otherwise absent.':
    '时长（毫秒）；`realData` 为 `true` 时计至当前，否则结束前没有此字段。',
  'People who were ever invited.': '曾被邀请的人数。',
  'People in the meeting now.': '当前在会中的人数。',
  'People who were ever in the meeting.': '曾入会的人数。',
  '1 ended, 2 ongoing.': '1 已结束，2 进行中。',
  '`0`: instant conference, `3`: conference of a booking.': '`0`：即时会议，`3`：预约会议。',
  'Id of its booking. Absent if it has none.': '所属预约的 ID。没有则没有此字段。',
  '0: not recorded.': '0：未录制。',
  'The person who ends it: the host.': '结束会议的人：主持人。',
  '200, here as a number.': '200，此处为数字。',
  '`success`.': '`success`。',
  '`lock` or `unlock`.': '`lock` 或 `unlock`。',
  '`true` mutes everyone who has been in the meeting, except host and co-hosts; `false` lifts all mutes.':
    '`true` 将主持人和联席主持人以外所有入过会的人静音；`false` 解除全员静音。',
  '`false`: people who are muted, or are muted later, may not unmute themselves. While everyone is muted, people who first join are muted too. This applies until it is set to `true`.':
    '`false`：现在和以后被静音的人都不能自行解除静音；全员静音期间首次入会的人也会被静音。直到设为 `true` 为止。',
  'Only host and co-hosts may share a screen.': '只有主持人和联席主持人可以共享屏幕。',
  'Only host and co-hosts can join. People in the meeting stay.':
    '只有主持人和联席主持人可以入会。已在会中的人可以留下。',
  'Only people of the organization can join. People in the meeting stay.':
    '只有本企业的人可以入会。已在会中的人可以留下。',
  'When the host has left, another person becomes host.': '主持人离会后由他人接任主持人。',
  'Always `200`.': '始终为 `200`。',
  'Always `success`.': '始终为 `success`。',
  'The person who invites. Without it, no caller is shown.': '邀请人。不填则不显示邀请人的名称。',
  'People. At least one of the two lists must have an entry.': '参会人。两个列表中至少一个不为空。',
  'The person to call.': '要呼叫的人。',
  'Name to show: 1 to 64 printable characters, without surrounding blanks.':
    '显示的名称：1 到 64 个可显示字符，首尾空格不计。',
  'Telephones. Each gets a row and is called. Without telephony they have status 4 at once, and `QueryConferenceInfoBatch` says why.':
    '电话。每个号码占一行并被呼叫。没有电话引擎时其状态立即为 4，原因见 `QueryConferenceInfoBatch`。',
  'Number: 3 to 15 digits, with or without `+` or `00` before the country code. Separators are ignored. The same number in another notation is the same telephone, with one row.':
    '号码：3 到 15 位数字，国家代码前可有 `+` 或 `00`。分隔符会被忽略。同一号码的不同写法是同一部电话，占一行。',
  'Country calling code, such as `86`, for a number that begins with neither `+` nor `00`.':
    '国家代码，例如 `86`，用于不以 `+` 或 `00` 开头的号码。',
  'Name to show: 1 to 64 printable characters, without surrounding blanks. Default: the number.':
    '显示的名称：1 到 64 个可显示字符，首尾空格不计。默认为号码。',
  'Accepted, without effect: its meaning is not public.': '接受但不生效：其含义未公开。',
  '`true`: somebody named is called or in the meeting. `false`: nobody could be called, because only telephones are named and there is no telephony.':
    '`true`：请求中有人已被呼叫或已在会中。`false`：无人可呼叫，因为请求中只有电话，而没有电话引擎。',
  'Either all are removed, or none.': '要么全部移出，要么一个也不移出。',
  'One device of the person. Default: all of them.': '该人的某个设备。默认为其全部设备。',
  'They may not rejoin. Default `false`.': '是否禁止再次入会。默认 `false`。',
  'What to do.': '要执行的操作。',
  'The person to mute or unmute.': '要静音或解除静音的人。',
  'One device of the person. Default: all devices, including later ones.':
    '该人的某个设备。默认为其现有和之后的全部设备。',
  '`true`: nobody may unmute themselves, and neither may people who first join later. Default `false`: people may unmute themselves, unless the settings of the conference forbid it.':
    '是否禁止所有人（包括之后首次入会的人）自行解除静音。默认 `false`：可以自行解除，除非会议设置不允许。',
  'The person. Required for `focus`, and they must be in the meeting. `un_focus` changes nothing if the focus is on another person; without this field it ends any focus.':
    '人员的 unionId。`focus` 时必填，且该人须在会中。`un_focus` 时若焦点在其他人身上则无变化；不填则取消任何人的焦点。',
  'Members of the conference. Either all change, or none.': '会议的成员。要么全部变更，要么一个也不变更。',
  'New name: 1 to 64 printable characters, without surrounding blanks.':
    '新的名称：1 到 64 个可显示字符，首尾空格不计。',
  'conferenceIds. Those that are not ongoing are left out of the answer.': '会议 ID。应答中略去不在进行中的会议。',
  'In the order of the request, each once.': '按请求中的顺序，每个一次。',
  'Time of creation.': '创建时间。',
  'Always 2, ongoing.': '始终为 2，进行中。',
  '4: everyone is muted and may not unmute themselves; otherwise 0.': '4：全员已被静音，且不能自行解除；否则为 0。',
  'Members, in order of first appearance.': '成员，按首次出现的顺序排列。',
  '**unionId**, despite the name, of the person. Absent for guests and telephones.':
    '该人的 **unionId**（虽然字段名为 userId）。访客和电话没有此字段。',
  '0 unknown, 1 off, 2 on from any device.': '0 未知，1 关闭，2 任一设备已开启。',
  'Why the last call failed: `declined`, `timed out`, `cancelled`, `no telephony`, `line failed`, or `not let in` after waiting. Absent otherwise.':
    '最近一次呼叫失败的原因：`declined`（拒绝）、`timed out`（超时）、`cancelled`（取消）、`no telephony`（没有电话引擎）、`line failed`（线路故障），或等候后 `not let in`（未获准入会）。其他情况没有此字段。',
  'Start at this time or later.': '起始时间：此时或之后开始的会议。',
  'Start at this time or earlier.': '截止时间：此时或之前开始的会议。',
  '`true`: ended and ongoing conferences, as they are at this moment; `false`: only ended ones.':
    '`true`：也包括正在进行的会议（当前状态）；`false`：只包括已结束的会议。',
  'Only titles that contain this text, case-insensitive.': '只返回标题包含该文本的会议，不区分大小写。',
  'Only creators whose name contains this text, case-insensitive. The key is misspelled in the contract.':
    '只返回创建人名称包含该文本的会议，不区分大小写。字段名的拼写沿用钉钉。',
  'Only `ding_talk` exists; any other value gives an empty list.': '只有 `ding_talk`；其他值返回空列表。',
  'Only `0` exists; any other value gives an empty list.': '只有 `0`；其他值返回空列表。',
  'Maximum number of rows; a page has at most 1000.': '最多返回的行数；每页最多 1000 行。',
  'By start, newest first.': '按开始时间排列，最新的在前。',
  'Name of the creator when the conference started.': '会议开始时创建人的名称。',
  'Department of the creator now. Absent if the directory has none.': '创建人目前所在的部门；通讯录中没有时省略。',
  'Always `0`.': '始终为 `0`。',
  'Always `ding_talk`.': '始终为 `ding_talk`。',
  'There is a next page.': '是否还有下一页。',
  'Ongoing conferences of the organization, at the moment of this page.': '返回本页时本企业正在进行的会议总数。',
  'Digits. Separators between them are ignored.': '数字。其间的分隔符会被忽略。',
  'Conferences of the organization with the code.': '本企业使用该会议号的会议总数。',
  '`true`: `timeLength` of an ongoing conference is its length so far. `false`: it is absent before the end.':
    '`true`：进行中的会议也返回 `timeLength`（计至当前）；`false`：结束前不返回 `timeLength`。',
  'Only names that contain this text, case-insensitive.': '只返回名称包含该文本的记录，不区分大小写。',
  'One row per session, by start, oldest first.': '每次入会一行，按开始时间排列，最早的在前。',
  'conferenceId of the session.': '所属会议的 ID。',
  'The session; called `participantId` elsewhere.': '入会记录 ID；其他接口中称为 `participantId`。',
  'Role of the person at this moment: `主持人` host, `联席主持人` co-host, `参会人` participant.':
    '该人当前的角色：`主持人`、`联席主持人` 或 `参会人`。',
  '`会议中` in the meeting, `已离会` left, `被移出` removed.': '`会议中`、`已离会` 或 `被移出`。',
  'Start of the session.': '入会时间。',
  'Length in milliseconds; of an open session, its length so far.': '时长（毫秒）；仍在会中则计至当前。',
  '`true` for people of the organization that owns the conference, otherwise `false`.':
    '会议所属企业的人为 `true`，否则为 `false`。',
  'Absent for any other platform.': '其他平台没有此字段。',
  'Mean quality of the session: `3` good, `2` fair, `1` poor; `-1` if nothing was measured.':
    '入会期间的平均质量：`3` 良好，`2` 一般，`1` 较差；没有测量数据则为 `-1`。',
}
