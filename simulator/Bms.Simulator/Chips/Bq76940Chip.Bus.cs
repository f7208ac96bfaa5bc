namespace Bms.Simulator.Chips;

/// <content>The bus side: CRC on every byte, registers of a byte behind a pointer that counts up.</content>
public sealed partial class Bq76940Chip
{
    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return 0;
        }

        _pointer = bytes[0];
        int crc = Crc(Crc(0, _address), bytes[0]);
        for (int i = 1; i + 1 < bytes.Length; i += 2, crc = 0)
        {
            if (Crc(crc, bytes[i]) != bytes[i + 1])
            {
                RefusedWrites++;
                return i + 1;
            }

            Store(_pointer++, bytes[i]);
        }

        return bytes.Length;
    }

    /// <summary>The first CRC of a read covers the address and the byte, each other its byte alone (8.3.1.4).</summary>
    protected override void Send(Span<byte> bytes)
    {
        int crc = Crc(0, _address | 1);
        for (int i = 0; i < bytes.Length; i += 2, crc = 0)
        {
            bytes[i] = _pointer < Registers ? _registers[_pointer] : (byte)0;
            _pointer++;
            if (i + 1 < bytes.Length)
            {
                bytes[i + 1] = (byte)Crc(crc, bytes[i]);
            }
        }
    }

    private static int Crc(int crc, int value)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x80) != 0 ? ((crc << 1) ^ 0x07) & 0xFF : crc << 1;
        }

        return crc;
    }

    private void Store(int register, byte value)
    {
        switch (register)
        {
            case 0x00:
                Clear(value);
                break;
            case >= 0x01 and <= 0x03:
                Move(() => _registers[register] = (byte)(value & 0x1F));
                break;
            case 0x04:
                _registers[4] = (byte)(value & 0x1B);
                break;
            case 0x05:
                // 8.3.1.3.1: a switch does not close while a fault stands that is against it.
                Move(() => _registers[5] = (byte)(value & 0xE0 | (value & Allowed)));
                break;
            case >= 0x06 and <= 0x0B:
                _registers[register] = value;
                break;
            default:
                ReservedAccesses++;
                break;
        }

        See();
    }
}
