namespace Bms
{
    /// <summary>
    /// One cycle of measurements of a pack. Sign rule of the whole project, said here once:
    /// a positive current charges the pack.
    /// </summary>
    public sealed class PackSample
    {
        /// <summary>Good samples of cells, current and bus voltage that the longest delay in the protection table counts.</summary>
        public const int FastSamples = 5;

        /// <summary>Good samples of a probe that the longest delay in the protection table counts.</summary>
        public const int ProbeSamples = 2;

        /// <summary>Ages in ms at which a signal counts as lost; until then its last good value holds.</summary>
        public const int CellHold_ms = 500;
        public const int CurrentHold_ms = 400;
        public const int BusHold_ms = 2000;
        public const int ProbeHold_ms = 2000;
        public const int ProtectorHold_ms = 1000;

        /// <summary>
        /// The first of them for cells that are new every <paramref name="scan_ms"/> at least: one scan that is missed, or that a chip
        /// begins anew, is no lost sensor.
        /// </summary>
        public static int CellHoldAt_ms(int scan_ms, int tick_ms)
        {
            return scan_ms > tick_ms ? CellHold_ms + scan_ms - tick_ms : CellHold_ms;
        }

        /// <summary>Cell voltages in mV, cell 1 (at pack minus) first.</summary>
        public readonly Signal Cell_mV;

        /// <summary>Pack current in mA, one channel, positive = charge.</summary>
        public readonly Signal Current_mA;

        /// <summary>Voltage of the cell stack in mV, measured independently of the cells, one channel.</summary>
        public readonly Signal Bus_mV;

        /// <summary>Temperatures in tenths of a degree Celsius, one channel a probe.</summary>
        public readonly Signal Temperature_ddegC;

        /// <summary>Absolute difference between the sum of the cells and the bus voltage in mV, one channel.</summary>
        public readonly Signal SumError_mV;

        /// <summary>Difference between the highest and the lowest cell in mV, one channel.</summary>
        public readonly Signal Spread_mV;

        /// <summary>1 when a transfer on the sensors' bus has timed out in this cycle, else 0; one channel.</summary>
        public readonly Signal BusStuck;

        /// <summary>1 when the current was beyond its sensor's range in this cycle, else 0; one channel.</summary>
        public readonly Signal CurrentSaturated;

        /// <summary>Time from the start of the last cycle to the start of this one in ms, one channel.</summary>
        public readonly Signal LoopGap_ms;

        /// <summary>1 while a switch's read-back differs from its command, else 0; one channel.</summary>
        public readonly Signal SwitchMismatch;

        /// <summary>1 while the charger's settings read back differ from what was written, else 0; one channel.</summary>
        public readonly Signal ChargerMismatch;

        /// <summary>1 while current flows in a direction whose switch is told to be open, else 0; one channel.</summary>
        public readonly Signal OpenSwitchCurrent;

        /// <summary>1 in a cycle that shows that the current is not what its sensor says, else 0; one channel.</summary>
        public readonly Signal CurrentImplausible;

        /// <summary>1 while a charge has failed: it ran out of time, or the charger does not deliver; else 0; one channel.</summary>
        public readonly Signal ChargeFailed;

        /// <summary>1 while no record may be sent because the boot counter could not be stored, else 0; one channel.</summary>
        public readonly Signal TelemetrySilent;

        /// <summary>1 while the state could not be written to the store, else 0; one channel.</summary>
        public readonly Signal StateNotStored;

        /// <summary>1 while other cells bleed than were told to, else 0; one channel.</summary>
        public readonly Signal BalancerMismatch;

        /// <summary>0, or why the load could not be filled, see PrechargeFault; one channel.</summary>
        public readonly Signal PrechargeFailed;

        /// <summary>1 while the load is at the pack's voltage though nothing leads there, else 0; one channel.</summary>
        public readonly Signal SwitchWelded;

        /// <summary>
        /// 1 while the load is not at the pack's voltage though the switch to it is told to be closed, else 0; one channel.
        /// </summary>
        public readonly Signal SwitchStuckOpen;

        /// <summary>What the protector chip has tripped on and still holds, bits of ProtectorTrip; one channel.</summary>
        public readonly Signal ProtectorTrips;

        /// <summary>1 in a second in which a setting of the protector chip had to be written again, else 0; one channel.</summary>
        public readonly Signal ProtectorDiffers;

        /// <summary>Settings of the protector chip written again, one forgotten every so often; one channel.</summary>
        public readonly Signal ProtectorRepairs;

        /// <summary>Voltage behind the switches in mV, one channel.</summary>
        public readonly Signal Load_mV;

        /// <summary>Uptime at the start of this cycle in ms.</summary>
        public long Uptime_ms;

        public PackSample(int cellCount, int probeCount)
        {
            Cell_mV = new Signal(cellCount);
            Current_mA = new Signal(1);
            Bus_mV = new Signal(1);
            Temperature_ddegC = new Signal(probeCount);
            SumError_mV = new Signal(1);
            Spread_mV = new Signal(1);
            BusStuck = new Signal(1);
            CurrentSaturated = new Signal(1);
            LoopGap_ms = new Signal(1);
            SwitchMismatch = new Signal(1);
            ChargerMismatch = new Signal(1);
            OpenSwitchCurrent = new Signal(1);
            TelemetrySilent = new Signal(1);
            CurrentImplausible = new Signal(1);
            ChargeFailed = new Signal(1);
            StateNotStored = new Signal(1);
            BalancerMismatch = new Signal(1);
            PrechargeFailed = new Signal(1);
            SwitchWelded = new Signal(1);
            SwitchStuckOpen = new Signal(1);
            ProtectorTrips = new Signal(1);
            ProtectorDiffers = new Signal(1);
            ProtectorRepairs = new Signal(1);
            Load_mV = new Signal(1);
        }

        /// <summary>Starts the age of every signal, once, before the first cycle.</summary>
        public void StartAge(long uptime_ms)
        {
            Uptime_ms = uptime_ms;
            Cell_mV.StartAge(uptime_ms);
            Current_mA.StartAge(uptime_ms);
            Bus_mV.StartAge(uptime_ms);
            Temperature_ddegC.StartAge(uptime_ms);
            SumError_mV.StartAge(uptime_ms);
            Spread_mV.StartAge(uptime_ms);
            BusStuck.StartAge(uptime_ms);
            CurrentSaturated.StartAge(uptime_ms);
            LoopGap_ms.StartAge(uptime_ms);
            SwitchMismatch.StartAge(uptime_ms);
            ChargerMismatch.StartAge(uptime_ms);
            OpenSwitchCurrent.StartAge(uptime_ms);
            TelemetrySilent.StartAge(uptime_ms);
            CurrentImplausible.StartAge(uptime_ms);
            ChargeFailed.StartAge(uptime_ms);
            StateNotStored.StartAge(uptime_ms);
            BalancerMismatch.StartAge(uptime_ms);
            PrechargeFailed.StartAge(uptime_ms);
            SwitchWelded.StartAge(uptime_ms);
            SwitchStuckOpen.StartAge(uptime_ms);
            ProtectorTrips.StartAge(uptime_ms);
            ProtectorDiffers.StartAge(uptime_ms);
            ProtectorRepairs.StartAge(uptime_ms);
            Load_mV.StartAge(uptime_ms);
        }

        /// <summary>
        /// The pack was not looked at for a time in ms, on purpose: no age counts it. What is read again has its own time at once, so
        /// this is for what fails, which then has as long to come back as ever.
        /// </summary>
        public void Excuse(int slept_ms)
        {
            if (slept_ms > 0)
            {
                Cell_mV.Excuse(slept_ms);
                Current_mA.Excuse(slept_ms);
                Bus_mV.Excuse(slept_ms);
                Temperature_ddegC.Excuse(slept_ms);
                SumError_mV.Excuse(slept_ms);
                Spread_mV.Excuse(slept_ms);
                ProtectorTrips.Excuse(slept_ms);
            }
        }

        /// <summary>True when the last reading of every cell and probe, of the current and of the bus voltage was good.</summary>
        public bool IsGood()
        {
            return Cell_mV.IsGood() && Current_mA.IsGood() && Bus_mV.IsGood() && Temperature_ddegC.IsGood();
        }

        /// <summary>
        /// True once every cell, the current, the bus voltage and every probe has delivered as many good samples as the longest delay
        /// of a protection counts, so that what is wrong at power-up is found before a switch closes.
        /// </summary>
        public bool IsComplete()
        {
            return HasSamples(Cell_mV, FastSamples) && HasSamples(Current_mA, FastSamples) && HasSamples(Bus_mV, FastSamples)
                && HasSamples(Temperature_ddegC, ProbeSamples);
        }

        private static bool HasSamples(Signal signal, int samples)
        {
            for (int i = 0; i < signal.Count; i++)
            {
                if (signal.Samples[i] < samples)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
