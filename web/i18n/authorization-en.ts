/** Words of the page on which a person lets an app know who they are, under `authorization`. */
export const authorizationEn = {
  title: 'Sign in to {{app}}',
  lead: '{{app}} wants to know who you are.',
  gets: 'It will get:',
  person: 'Your name, username and email address',
  organization: 'Your organization: {{organization}}',
  next: 'Then you’ll continue to {{host}}.',
  allow: 'Allow',
  allowing: 'Continuing…',
  deny: 'Don’t allow',
  other: 'Use another account',
  refused: 'You can’t sign in to this app',
  appUnknown: 'The app that sent you here isn’t known to this server.',
  appElsewhere: 'This app doesn’t work for your organization. Use an account of another organization.',
  redirect: 'This app hasn’t registered the address it wants to send you to, {{address}}. Contact its developer.',
  malformed: 'This app asked in a way this server doesn’t support. Contact its developer.',
}
