import type { Line, LineNews, PhoneCall, Telephony } from '../../src/service/control/telephony.ts'

/** A call as the one who is called has it. */
export type RungPhone = PhoneCall & {
  /** The server has hung up. */
  hungUp: boolean
  /** The line is cut, and nobody says so. */
  isCut: boolean
  /** What his telephone does. */
  does(news: LineNews): void
}

/** Telephones that do what a test has them do. */
export class Telephones implements Telephony {
  readonly calls: RungPhone[] = []
  /** Thrown by the next call. */
  fault: Error | undefined

  call(call: PhoneCall, tell: (news: LineNews) => void): Line {
    const { fault } = this
    this.fault = undefined
    if (fault) throw fault
    const phone: RungPhone = { ...call, hungUp: false, isCut: false, does: tell }
    this.calls.push(phone)
    return {
      isUp: () => !phone.hungUp && !phone.isCut,
      hangUp: () => {
        phone.hungUp = true
      },
    }
  }

  /** The latest call. */
  get last(): RungPhone {
    const phone = this.calls.at(-1)
    if (!phone) throw new RangeError('nobody was called')
    return phone
  }
}
