/** Words of the pages for people who have forgotten their password, under the namespace `account`. */
export const accountEn = {
  forgotten: {
    title: 'Forgot your password?',
    ask: 'Ask an administrator of your organization. They can give you a new password, or a link to choose one yourself.',
    lead: 'We’ll email you a link to choose a new one.',
    user: 'Username',
    organization: 'Organization',
    submit: 'Email me a link',
    busy: 'Sending…',
    incomplete: 'Enter your username.',
    tooMany: 'Too many requests. Wait a while, then try again.',
    sentTitle: 'Check your email',
    sent: 'If {{userId}} can sign in with a password and has an email address here, a link is on its way. It works once, for 24 hours.',
    otherwise: 'No email? {{help}}',
    done: 'Done',
    cancel: 'Cancel',
  },
  link: {
    title: 'Choose a new password',
    lead: 'For {{name}} ({{userId}}), {{organization}}. You’ll be signed out everywhere else.',
    submit: 'Change password and sign in',
    invalidTitle: 'This link doesn’t work anymore',
    invalid: 'It may have expired, been used already, or been replaced by a newer one.',
    again: 'Go to sign-in',
    retry: 'Try again',
  },
} as const
