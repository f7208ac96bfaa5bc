namespace Bms.Simulator.Chips;

/// <summary>Data memory of a BQ76952 in RAM, 0x9180 to 0x93FF, little-endian, with the defaults of SLUUBY2B, table 13-37.</summary>
public sealed class Bq76952Memory
{
    /// <summary>First address, and the first behind it.</summary>
    public const int First = 0x9180, End = 0x9400;

    private static readonly Lazy<byte[]> s_defaults = new(Defaults);

    private readonly byte[] _bytes = new byte[End - First];

    public Bq76952Memory() => Reset();

    /// <summary>One byte, 0 outside the memory.</summary>
    public byte this[int address]
    {
        get => Holds(address) ? _bytes[address - First] : (byte)0;
        set
        {
            if (Holds(address))
            {
                _bytes[address - First] = value;
            }
        }
    }

    /// <summary>True for an address of data memory.</summary>
    public static bool Holds(int address) => address is >= First and < End;

    /// <summary>What a full reset leaves.</summary>
    public void Reset() => s_defaults.Value.CopyTo(_bytes, 0);

    /// <summary>One byte with a sign.</summary>
    public int I1(int address) => (sbyte)this[address];

    /// <summary>Two bytes, without and with a sign.</summary>
    public int U2(int address) => this[address] | (this[address + 1] << 8);

    /// <summary>Two bytes with a sign.</summary>
    public int I2(int address) => (short)U2(address);

    /// <summary>A number of 32-bit floating point.</summary>
    public double F4(int address) => BitConverter.ToSingle(_bytes, address - First);

    private static byte[] Defaults()
    {
        var bytes = new byte[End - First];
        BitConverter.GetBytes(7.4768f).CopyTo(bytes, 0x91A8 - First);
        BitConverter.GetBytes(2230042.463f).CopyTo(bytes, 0x91AC - First);
        foreach ((int address, int length, int value) in s_table)
        {
            for (int i = 0; i < length; i++)
            {
                bytes[address - First + i] = (byte)(value >> (8 * i));
            }
        }

        return bytes;
    }

    // Address, bytes, value. What is missing is 0.
    private static readonly (int Address, int Length, int Value)[] s_table =
    [
        (0x91C6, 2, 64), (0x91D4, 2, 0xFFFF), (0x91D6, 2, 0xFFFF), (0x922D, 1, 9), (0x9234, 2, 0x2982), (0x9241, 2, 600),
        (0x9243, 1, 1), (0x9244, 1, 85), (0x9245, 1, 5), (0x9248, 2, 20), (0x924A, 1, 5), (0x924B, 2, 500), (0x924D, 1, 10),
        (0x924E, 2, 2000), (0x9250, 2, 200), (0x9255, 1, 5), (0x9257, 2, 0x0414), (0x9259, 2, 0x3672), (0x925B, 2, 0xFFFF),
        (0x925D, 2, 0xFFFF), (0x925F, 2, 0x0002), (0x9261, 1, 0x88), (0x9265, 1, 0x98), (0x9266, 1, 0xD5), (0x9267, 1, 0x56),
        (0x9269, 1, 0xE4), (0x926A, 1, 0xE6), (0x926B, 1, 0xE2), (0x926D, 2, 0xF800), (0x926F, 1, 0xFC), (0x9270, 1, 0xF7),
        (0x9271, 1, 0xF4), (0x9273, 2, 50), (0x9275, 1, 50), (0x9276, 2, 74), (0x9278, 1, 86), (0x9279, 2, 74), (0x927B, 1, 2),
        (0x927C, 1, 2), (0x927E, 1, 10), (0x927F, 1, 15), (0x9280, 1, 2), (0x9281, 1, 4), (0x9282, 1, 4), (0x9283, 1, 1),
        (0x9284, 1, 3), (0x9285, 1, 7), (0x9287, 1, 2), (0x9288, 2, -200), (0x928A, 2, -4000), (0x928C, 1, 2), (0x928D, 2, 200),
        (0x9290, 1, 10), (0x9291, 1, 15), (0x9292, 2, 200), (0x9294, 1, 5), (0x9296, 1, 10), (0x9297, 1, 15), (0x9298, 2, 200),
        (0x929A, 1, 55), (0x929B, 1, 2), (0x929C, 1, 50), (0x929D, 1, 60), (0x929E, 1, 2), (0x929F, 1, 55), (0x92A0, 1, 80),
        (0x92A1, 1, 2), (0x92A2, 1, 65), (0x92A3, 1, 85), (0x92A4, 1, 2), (0x92A5, 1, 80), (0x92A7, 1, 2), (0x92A8, 1, 5),
        (0x92AA, 1, 2), (0x92AB, 1, 5), (0x92AC, 1, -20), (0x92AD, 1, 2), (0x92AE, 1, -15), (0x92AF, 1, 3), (0x92B0, 2, 200),
        (0x92B2, 2, 60), (0x92B5, 1, 50), (0x92B6, 2, 1), (0x92BA, 2, 250), (0x92BC, 2, 1800), (0x92BE, 2, 2), (0x92C2, 1, 0x07),
        (0x92C4, 1, 0x5F), (0x92C5, 1, 0x9F), (0x92C8, 2, 1500), (0x92CA, 1, 2), (0x92CB, 2, 2200), (0x92CD, 1, 5),
        (0x92CE, 2, 4500), (0x92D0, 1, 5), (0x92D1, 2, 500), (0x92D3, 1, 5), (0x92D4, 2, 10000), (0x92D6, 1, 5),
        (0x92D7, 2, -32000), (0x92D9, 1, 5), (0x92DA, 1, 65), (0x92DB, 1, 5), (0x92DC, 1, 85), (0x92DD, 1, 5), (0x92FD, 1, 0x07),
        (0x9303, 1, 0x05), (0x9307, 1, 80), (0x9308, 1, 0x0D), (0x9309, 1, 0x01), (0x930E, 1, 5), (0x930F, 1, 50),
        (0x9310, 2, 100), (0x9312, 2, 50), (0x9314, 1, 5), (0x9336, 1, -20), (0x9337, 1, 60), (0x9338, 1, 70), (0x9339, 1, 20),
        (0x933A, 1, 1), (0x933B, 2, 3900), (0x933D, 1, 40), (0x933E, 1, 20), (0x933F, 2, 3900), (0x9341, 1, 40), (0x9342, 1, 20),
        (0x9343, 2, 0x0040),
    ];
}
