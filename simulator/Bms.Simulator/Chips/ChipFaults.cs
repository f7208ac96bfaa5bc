namespace Bms.Simulator.Chips;

/// <summary>What is wrong with one chip. Set and cleared by scenarios at any virtual time; a healthy chip has none of it.</summary>
public sealed class ChipFaults
{
    private readonly InputFault[] _inputs;

    public ChipFaults(int inputs)
    {
        _inputs = new InputFault[inputs];
        for (int i = 0; i < inputs; i++)
        {
            _inputs[i] = new InputFault();
        }
    }

    /// <summary>The chip answers to nothing and acknowledges nothing.</summary>
    public bool Dead { get; set; }

    /// <summary>Transfers that the chip will still refuse (address not acknowledged) before it is well again, 0 or more.</summary>
    public int NacksLeft { get; set; }

    /// <summary>Number of inputs; the chip's summary says which input has which number.</summary>
    public int Inputs => _inputs.Length;

    /// <summary>What is wrong with one input, counted from 0.</summary>
    public InputFault this[int input] => _inputs[input];

    /// <summary>Makes the chip well.</summary>
    public void Clear()
    {
        Dead = false;
        NacksLeft = 0;
        foreach (InputFault input in _inputs)
        {
            input.Clear();
        }
    }

    /// <summary>True when this transfer is refused; counts it.</summary>
    internal bool Refuses()
    {
        if (NacksLeft > 0)
        {
            NacksLeft--;
            return true;
        }

        return Dead;
    }
}
