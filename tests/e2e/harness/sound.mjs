// Recordings for tests.

/** A WAV file of a tone: 8 kHz, 8 bits, one channel. */
export function wav(seconds, pitch = 220) {
  const rate = 8000, length = seconds * rate, bytes = Buffer.alloc(44 + length);
  bytes.write('RIFF', 0); bytes.writeUInt32LE(36 + length, 4); bytes.write('WAVEfmt ', 8); bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); bytes.writeUInt16LE(1, 22); bytes.writeUInt32LE(rate, 24); bytes.writeUInt32LE(rate, 28);
  bytes.writeUInt16LE(1, 32); bytes.writeUInt16LE(8, 34); bytes.write('data', 36); bytes.writeUInt32LE(length, 40);
  for (let at = 0; at < length; at++) bytes[44 + at] = 128 + Math.round(40 * Math.sin(2 * Math.PI * pitch * at / rate));
  return bytes;
}
