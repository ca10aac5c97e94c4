/** A room code of 11 digits in groups, as `169 4144 2266`; any other code as it is. People may type it either way. */
export function groupRoomCode(roomCode: string): string {
  return roomCode.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
}
