/** The logo: two people, one of them being called. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <circle className="logo-one" cx="11" cy="12" r="3.5" />
      <circle className="logo-two" cx="21" cy="12" r="3.5" />
      <path
        className="logo-shoulders"
        d="M6 23c.6-3.6 2.4-5.4 5-5.400s4.4 1.8 5 5.400M16 23c.6-3.6 2.4-5.4 5-5.400s4.4 1.8 5 5.4"
      />
    </svg>
  )
}
