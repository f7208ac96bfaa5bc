namespace Bms.Simulator.Chips;

/// <summary>
/// Registers 0x3E to 0x61 of a BQ76952: a code, 32 bytes, checksum and length (SLUUBY2B, sections 9.2 and 13.1). A code asks for data,
/// which stand there with the code echoed once the chip has had its time (table 9-2); a length written with the right checksum commits
/// what stands behind the code. Answers and what is to be written share the 32 bytes.
/// </summary>
internal sealed class Bq76952Subcommands(Func<int, byte[]?> read, Action<int, byte[]> write)
{
    private const int Code = 0x3E, Buffer = 0x40, Checksum = 0x60, Length = 0x61, Busy = 0xFF;

    private readonly byte[] _registers = new byte[Length - Code + 1];
    private int _low, _code;
    private bool _hasData;
    private long _ready_us = long.MaxValue;

    /// <summary>When the answer under way is complete; long.MaxValue = none is.</summary>
    public long Due_us => _ready_us;

    /// <summary>Commits that the chip threw away because checksum or length did not fit.</summary>
    public int Refused { get; private set; }

    public static bool Holds(int address) => address is >= Code and <= Length;

    public byte this[int address] => _registers[address - Code];

    public void Reset()
    {
        Array.Clear(_registers);
        _low = _code = 0;
        _ready_us = long.MaxValue;
        _hasData = false;
    }

    public void Write(int address, byte value, long now_us)
    {
        switch (address)
        {
            case Code:
                _low = value;
                break;
            case Code + 1:
                Finish(long.MaxValue - 1); // what is still under way is done at once
                _code = _low | (value << 8);
                _hasData = false;
                _ready_us = now_us + Time_us(_code);
                _registers[0] = _registers[1] = Busy;
                break;
            case Length:
                _registers[address - Code] = value;
                Commit(now_us);
                break;
            default:
                _hasData |= address < Checksum; // a write is coming: nothing is fetched into the buffer over it
                _registers[address - Code] = value;
                break;
        }
    }

    /// <summary>Completes what has had its time.</summary>
    public void Finish(long now_us)
    {
        if (now_us < _ready_us)
        {
            return;
        }

        _ready_us = long.MaxValue;
        _registers[0] = (byte)_code;
        _registers[1] = (byte)(_code >> 8);
        if (!_hasData && read(_code) is byte[] answer)
        {
            Array.Clear(_registers, 2, 32);
            answer.CopyTo(_registers, 2);
            _registers[Checksum - Code] = Sum(answer.Length);
            _registers[Length - Code] = (byte)(answer.Length + 4);
        }
    }

    private void Commit(long now_us)
    {
        int payload = _registers[Length - Code] - 4;
        if (payload is < 1 or > 32 || Sum(payload) != _registers[Checksum - Code])
        {
            Refused++;
            return;
        }

        write(_code, _registers.AsSpan(2, payload).ToArray());
        _ready_us = now_us + Time_us(_code);
        _hasData = true;
    }

    // Over the code, which reads as busy meanwhile, and the bytes behind it.
    private byte Sum(int payload)
    {
        int sum = (_code & 0xFF) + (_code >> 8);
        for (int i = 0; i < payload; i++)
        {
            sum += _registers[2 + i];
        }

        return (byte)~sum;
    }

    // Table 9-2; data memory is not in it and is taken as the other fetches.
    private static long Time_us(int code) => code switch
    {
        0x0001 or 0x0002 or 0x0003 => 400,
        0x0057 => 605,
        0x0083 => 560,
        0x0085 or 0x0086 or 0x0087 => 575,
        0x0090 => 2_000,
        0x0092 => 1_000,
        0x0093 or 0x0094 or 0x0095 => 550,
        0x0097 => 495,
        (>= 0x0071 and <= 0x0081) or >= Bq76952Memory.First => 660,
        _ => 500,
    };
}
