import type { Line, LineReport, PhoneCall, Telephony } from '../../src/service/control/telephony.ts'

/** A call, as the called telephone has it. */
export type RungPhone = PhoneCall & {
  /** The server has hung up. */
  hungUp: boolean
  /** The line is cut without a report. */
  isCut: boolean
  /** Reports what the telephone does. */
  does(report: LineReport): void
}

/** Telephones that a test controls. */
export class Telephones implements Telephony {
  readonly calls: RungPhone[] = []
  /** Thrown by the next call. */
  error: Error | undefined

  call(call: PhoneCall, report: (report: LineReport) => void): Line {
    const { error } = this
    this.error = undefined
    if (error) throw error
    const phone: RungPhone = { ...call, hungUp: false, isCut: false, does: report }
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
