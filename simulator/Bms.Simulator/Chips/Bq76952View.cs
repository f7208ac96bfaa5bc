namespace Bms.Simulator.Chips;

/// <summary>The world as a BQ76952's analogue side sees it at one moment; it holds until somebody changes the world.</summary>
internal sealed class Bq76952View(FrontWiring wiring, ChipFaults faults, Bq76952Errors errors)
{
    /// <summary>
    /// Inputs of the chip's faults: 16 cells, then the current, three thermistors, the die, and the 16 taps above the cells against VC0.
    /// </summary>
    public const int Inputs = 37, CurrentInput = 16, ThermistorInput = 17, DieInput = 20, TapInput = 21;

    // Voltage that a tap whose wire is broken has sunk by, tap 0 = below the lowest cell.
    private readonly double[] _sunk_V = new double[17];
    private int _broken;

    public double[] Cell_V { get; } = new double[16];

    public double Highest_V { get; private set; }

    public double Lowest_V { get; private set; }

    public double Stack_V { get; private set; }

    public double Load_V { get; private set; }

    /// <summary>Voltage across the shunt, positive = charge.</summary>
    public double Shunt_V { get; private set; }

    public double Current_A { get; private set; }

    /// <summary>Looks at everything that the comparators watch. <paramref name="inputs"/>: bit of each input that is a cell.</summary>
    public void Look(int inputs, long now_us)
    {
        double highest_V = double.MinValue, lowest_V = double.MaxValue, stack_V = 0, tap_V = 0, lie_V = 0;
        for (int i = 0; i < Cell_V.Length; i++)
        {
            double cell_V = faults.Between(i, TapInput, wiring.Cell_V(i), ref tap_V, ref lie_V, now_us);
            cell_V += _broken == 0 ? 0 : _sunk_V[i] - _sunk_V[i + 1];
            Cell_V[i] = cell_V;
            stack_V += cell_V;
            if ((inputs & (1 << i)) != 0)
            {
                highest_V = Math.Max(highest_V, cell_V);
                lowest_V = Math.Min(lowest_V, cell_V);
            }
        }

        Highest_V = highest_V;
        Lowest_V = lowest_V;
        Stack_V = stack_V;
        Load_V = wiring.Load_V();
        double shunt_V = faults[CurrentInput].Apply(wiring.Current_A() * wiring.Shunt_ohm, now_us);
        Shunt_V = shunt_V;
        Current_A = ((shunt_V * (1 + errors.CurrentGain)) + errors.CurrentOffset_V) / wiring.Shunt_ohm;
    }

    public bool HasBrokenWire => _broken != 0;

    /// <summary>Breaks or mends the wire of a tap, 1 to 15: the capacitor at its pin keeps the voltage for a while.</summary>
    public void SetWire(int tap, bool broken)
    {
        _broken = broken ? _broken | (1 << tap) : _broken & ~(1 << tap);
        _sunk_V[tap] = 0;
    }

    /// <summary>
    /// One check for broken wires (5.3.24): 55 uA for 3 ms take 0.75 V off a capacitor of 220 nF that nothing recharges; the diodes at the
    /// pins end it 0.3 V below the tap under it.
    /// </summary>
    public void CheckWires()
    {
        for (int tap = 1; tap < Cell_V.Length; tap++)
        {
            if ((_broken & (1 << tap)) != 0)
            {
                _sunk_V[tap] += Math.Min(0.75, Math.Max(0, Cell_V[tap - 1] + 0.3));
            }
        }
    }

    public double Thermistor_C(int pin, long now_us) =>
        faults[ThermistorInput + pin].Apply(wiring.Thermistor_C(pin), now_us) + errors.Thermistor_C;

    public double Die_C(long now_us) => faults[DieInput].Apply(wiring.Die_C(), now_us) + errors.Die_C;
}
