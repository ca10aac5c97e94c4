/** Words of the list of colleagues, under `colleagues`. */
export const colleaguesEn = {
  search: 'Colleague’s name',
  list: 'Colleagues',
  searching: 'Searching…',
  none: 'No one found. Check the name.',
  nobody: 'There’s no one else in your organization.',
  failed: 'Can’t load your colleagues. Try again.',
  more: 'Show more',
} as const
