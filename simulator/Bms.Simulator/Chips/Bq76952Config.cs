namespace Bms.Simulator.Chips;

/// <summary>What the data memory of a BQ76952 means, read out when it starts: it does not look there while it works (7.6).</summary>
internal sealed class Bq76952Config
{
    private const long Never = long.MaxValue;
    private const long Look_us = 3_300, Second_us = 1_000_000;

    private static readonly int[] s_short_mV = [10, 20, 40, 60, 80, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450, 500];

    public Bq76952Config(Bq76952Memory memory, double clockFactor)
    {
        Memory = memory;
        int vcell = memory.U2(0x9304);
        CellInputs = vcell == 0 ? 0xFFFF : vcell;
        Recovery_us = memory[0x92AF] * Second_us;
        Under_V = memory[0x9275] * 0.0506;
        Over_V = memory[0x9278] * 0.0506;
        UnderReturn_V = Under_V + (memory[0x927B] * 0.0506);
        OverReturn_V = Over_V - (memory[0x927C] * 0.0506);
        Charge_V = memory[0x9280] * 2e-3;
        Discharge1_V = memory[0x9282] * 2e-3;
        Discharge2_V = memory[0x9284] * 2e-3;
        Short_V = s_short_mV[memory[0x9286] & 15] * 1e-3;
        Under = Comparator(memory.U2(0x9276), Recovery_us, clockFactor);
        Over = Comparator(memory.U2(0x9279), Recovery_us, clockFactor);
        Charge = Comparator(memory[0x9281], Recovery_us, clockFactor);
        Discharge1 = Comparator(memory[0x9283], Recovery_us, clockFactor);
        Discharge2 = Comparator(memory[0x9285], Recovery_us, clockFactor);
        Short = new TripTimes(1, Math.Max(1, (memory[0x9287] - 1) * 15), memory[0x9294] * Second_us);
        SetQuiet(memory);
        SleepVoltage_us = Math.Max(1, (int)memory[0x924A]) * Second_us;
        HostSilent_us = memory.U2(0x92B2) * Second_us;
        Bleed_us = memory[0x9339] * Second_us;
        int pins = 0;
        for (int pin = 0; pin < 3; pin++)
        {
            pins += IsThermistor(pin) ? 1 : 0;
        }

        long slot_us = (memory.U2(0x9234) & 0x40) != 0 ? 1_500 : 3_000;
        Slot_us = (long)(slot_us * clockFactor);
        Slots = 18 + pins;
    }

    public Bq76952Memory Memory { get; }

    /// <summary>Within these nothing is anywhere near one of the limits, whatever the errors of the comparators.</summary>
    public double QuietLow_V { get; private set; }

    public double QuietHigh_V { get; private set; }

    public double QuietShunt_V { get; private set; }

    public double QuietCold_C { get; private set; }

    public double QuietHot_C { get; private set; }

    public int CellInputs { get; }

    public long Recovery_us { get; }

    public double Under_V { get; }

    public double Over_V { get; }

    public double UnderReturn_V { get; }

    public double OverReturn_V { get; }

    public double Charge_V { get; }

    public double Discharge1_V { get; }

    public double Discharge2_V { get; }

    public double Short_V { get; }

    public TripTimes Under { get; }

    public TripTimes Over { get; }

    public TripTimes Charge { get; }

    public TripTimes Discharge1 { get; }

    public TripTimes Discharge2 { get; }

    public TripTimes Short { get; }

    public long SleepVoltage_us { get; }

    public long HostSilent_us { get; }

    public long Bleed_us { get; }

    /// <summary>Length of one conversion, and conversions in a loop (4.1.1).</summary>
    public long Slot_us { get; }

    public int Slots { get; }

    /// <summary>Time from one loop to the next, idle slots included (tables 4-2 and 10-4).</summary>
    public long Loop_us(bool bleeding) => (Slots * Slot_us) << ((Memory.U2(0x9234) >> (bleeding ? 4 : 2)) & 3);

    /// <summary>True when a pin is configured as a thermistor (6.4): function 3 and a measurement type other than ADC.</summary>
    public bool IsThermistor(int pin) => (Memory[0x92FD + pin] & 3) == 3 && ((Memory[0x92FD + pin] >> 2) & 3) != 0;

    /// <summary>True when a pin's thermistor counts for the protection of the cells: measurement type 1.</summary>
    public bool WatchesCells(int pin) => IsThermistor(pin) && ((Memory[0x92FD + pin] >> 2) & 3) == 1;

    /// <summary>Times of a protection by temperature at an address: threshold, delay, recovery; looked at once a second.</summary>
    public TripTimes Temperature(int address) => new(Second_us, Memory[address + 1] * Second_us, Recovery_us);

    /// <summary>Times of a permanent failure at the address of its delay.</summary>
    public TripTimes Permanent(int address) => new(Second_us, Memory[address] * Second_us, Never);

    private void SetQuiet(Bq76952Memory memory)
    {
        QuietLow_V = Math.Max(Under_V, memory.I2(0x92CB) * 1e-3) + 0.1;
        QuietHigh_V = Math.Min(Over_V, memory.I2(0x92CE) * 1e-3) - 0.1;
        bool byAverage = (memory[0x9263] & 0x80) != 0;
        QuietShunt_V = byAverage ? 0 : Math.Min(Math.Min(Charge_V, Short_V), Math.Min(Discharge1_V, Discharge2_V)) / 2;
        QuietCold_C = Math.Max(Math.Max(memory.I1(0x92A6), memory.I1(0x92A9)), memory.I1(0x92AC)) + 1;
        QuietHot_C = Math.Min(Math.Min(memory.I1(0x929A), memory.I1(0x929D)), memory.I1(0x92A3)) - 1;
    }

    // 5.2.4 and others: 3.3 ms x (2 + setting).
    private static TripTimes Comparator(int code, long recovery_us, double clockFactor) =>
        new((long)(Look_us * clockFactor), (long)(Look_us * (2 + code) * clockFactor), recovery_us);
}
