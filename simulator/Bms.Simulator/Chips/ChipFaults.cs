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

    /// <summary>
    /// What a chip sees between two taps, for cells in order from the lowest: a tap that lies moves the cell below it up and the one above
    /// it down. Both sums begin at 0.
    /// </summary>
    /// <param name="cell">The cell's input; its tap's is <paramref name="firstTap"/> further on.</param>
    /// <param name="firstTap">Input of the tap above the lowest cell, against the foot of the stack.</param>
    /// <param name="true_V">What the cell has.</param>
    /// <param name="tap_V">What the tap has.</param>
    /// <param name="lie_V">By how much it lies.</param>
    /// <param name="now_us">The present moment.</param>
    internal double Between(int cell, int firstTap, double true_V, ref double tap_V, ref double lie_V, long now_us)
    {
        double cell_V = _inputs[cell].Apply(true_V, now_us) - lie_V;
        tap_V += true_V;
        InputFault tap = _inputs[firstTap + cell];
        lie_V = tap.Lies ? tap.Apply(tap_V, now_us) - tap_V : 0;
        return cell_V + lie_V;
    }

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
