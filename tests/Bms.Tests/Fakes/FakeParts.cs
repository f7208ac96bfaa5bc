using Bms.Ports;

namespace Bms.Tests.Fakes;

/// <summary>A protector chip that says what it is told to say.</summary>
internal sealed class FakeProtector : IProtector
{
    public ProtectorTrip Trips;
    public bool Answers = true;
    public bool Differs;
    public int Audits;
    public bool Conducted;
    public bool? Sleeps;

    public ProtectorTrip Kinds { get; init; } = Enum.GetValues<ProtectorTrip>().Aggregate((a, b) => a | b);

    public int AsleepScan_ms { get; init; }

    public bool TryAllowSleep(bool allowed)
    {
        Sleeps = allowed;
        return Answers;
    }

    public bool TryReadTrips(out ProtectorTrip trips)
    {
        trips = Trips;
        return Answers;
    }

    public bool TryAudit(bool conducts, out bool differed)
    {
        Conducted = conducts;
        Audits++;
        differed = Differs;
        return Answers;
    }
}

/// <summary>Resistors that obey at once and let go by themselves, with the time that the test tells.</summary>
internal sealed class FakeBalancer : IBalancer
{
    public readonly bool[] Told = new bool[4];
    public readonly bool?[] Sticks = new bool?[4];
    public bool Answers = true;
    public int Commands;

    // A cell that has to wait for its neighbours; none without.
    public int PutOff = -1;

    public int Current_mA => 50;

    public int MostAtOnce { get; init; } = 2;

    public int Expiry_ms => 20_000;

    public bool TryBleed(bool[] cells)
    {
        Commands++;
        if (PutOff >= 0)
        {
            cells[PutOff] = false;
        }

        cells.CopyTo(Told, 0);
        return Answers;
    }

    public bool TryReadBleeding(bool[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = Sticks[i] ?? Told[i];
        }

        return Answers;
    }
}

/// <summary>
/// A resistor of 100 ohm into a capacitor, beside a load that draws or shorts. A step is a tenth of a second.
/// </summary>
internal sealed class FakeLoad(FakeSwitches switches) : IPrecharge
{
    public int Pack_mV = 14800;
    public double Load_mV;
    public double Capacitor_mF = 1;
    public double Leak_ohm = double.PositiveInfinity;
    public bool Closed;
    public bool Broken;
    public bool Answers = true;

    /// <summary>Called when the precharge switch is told something.</summary>
    public Action? Told;

    public int ClosesWithin_mV { get; set; } = int.MaxValue;

    /// <summary>Pack current in mA, negative because it discharges.</summary>
    public int Current_mA { get; private set; }

    public bool TrySet(bool closed)
    {
        Told?.Invoke();
        Closed = closed;
        return true;
    }

    public bool TryReadLoad(out int load_mV)
    {
        load_mV = (int)Load_mV;
        return Answers;
    }

    /// <summary>The next tenth of a second, in a thousand small steps.</summary>
    public void Advance()
    {
        double charge_mAs = 0;
        for (int i = 0; i < 1000; i++)
        {
            bool direct = switches.Discharge;
            double in_mA = direct ? (Pack_mV - Load_mV) / 0.1 : Closed && !Broken ? (Pack_mV - Load_mV) / 100 : 0;
            double leak_mA = Load_mV / Leak_ohm;
            Load_mV = direct ? Pack_mV : Math.Max(0, Load_mV + ((in_mA - leak_mA) * 1e-4 / Capacitor_mF * 1000));
            charge_mAs += (direct ? leak_mA : in_mA) * 1e-4;
        }

        Current_mA = -(int)(charge_mAs / 0.1);
    }
}
