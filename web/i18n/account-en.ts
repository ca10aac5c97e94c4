/** Words of the pages for people who have forgotten their password, under the namespace `account`. */
export const accountEn = {
  link: {
    title: 'Choose a new password',
    lead: 'For {{name}} ({{userId}}), {{organization}}.',
    ends: 'You’ll be signed out everywhere else.',
    submit: 'Change password and sign in',
    invalidTitle: 'This link doesn’t work anymore',
    invalid: 'It may have expired, been used already, or been replaced by a newer one.',
    again: 'Go to sign-in',
    retry: 'Try again',
  },
} as const
