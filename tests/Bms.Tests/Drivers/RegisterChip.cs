using Bms.Twins;

namespace Bms.Tests.Drivers;

/// <summary>
/// The least chip that a driver can talk to: registers of 8 or 16 bits behind a pointer, high byte first. Tests set them by the numbers
/// that stand in the datasheet, on purpose not by the driver's own constants.
/// </summary>
internal sealed class RegisterChip(int bytesARegister = 2) : II2cChip
{
    private readonly byte[] _memory = new byte[256 * 2];
    private int _pointer;

    /// <summary>Every completed write: register and value.</summary>
    public List<(int Register, int Value)> Written { get; } = [];

    /// <summary>Called after a write, before anything is read.</summary>
    public Action<int, int>? OnWrite { get; set; }

    /// <summary>Called before a register is read.</summary>
    public Action<int>? OnRead { get; set; }

    /// <summary>Transfers from now on that find the address acknowledged; after them nobody answers.</summary>
    public int AnswersLeft { get; set; } = int.MaxValue;

    /// <summary>The next so many transfers are not acknowledged.</summary>
    public int DeafFor { get; set; }

    /// <summary>Number of the one transfer from now on, 1 = the next, that nobody acknowledges; 0 = none.</summary>
    public int DeafAt { get; set; }

    /// <summary>Transfers since the last <see cref="DeafAt"/>.</summary>
    public int Transfers { get; set; }

    /// <summary>Registers that keep their value whatever is written.</summary>
    public HashSet<int> ReadOnly { get; } = [];

    public int this[int register]
    {
        get => bytesARegister == 2 ? (_memory[register * 2] << 8) | _memory[(register * 2) + 1] : _memory[register];
        set
        {
            if (bytesARegister == 2)
            {
                _memory[register * 2] = (byte)(value >> 8);
                _memory[(register * 2) + 1] = (byte)value;
            }
            else
            {
                _memory[register] = (byte)value;
            }
        }
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (!Answers())
        {
            return -1;
        }

        _pointer = bytes[0];
        if (bytes.Length > 1)
        {
            int value = bytes.Length == 2 ? bytes[1] : (bytes[1] << 8) | bytes[2];
            if (!ReadOnly.Contains(_pointer))
            {
                bytes[1..].CopyTo(_memory.AsSpan(_pointer * bytesARegister));
            }

            Written.Add((_pointer, value));
            OnWrite?.Invoke(_pointer, value);
        }

        return bytes.Length;
    }

    public bool Read(Span<byte> bytes)
    {
        if (!Answers())
        {
            return false;
        }

        OnRead?.Invoke(_pointer);
        _memory.AsSpan(_pointer * bytesARegister, bytes.Length).CopyTo(bytes);
        return true;
    }

    private bool Answers()
    {
        Transfers++;
        if (DeafFor > 0)
        {
            DeafFor--;
            return false;
        }

        return AnswersLeft-- > 0 && Transfers != DeafAt;
    }
}
