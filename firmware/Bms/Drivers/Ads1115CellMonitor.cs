using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Four cells from the four inputs of an ADS1115, each behind a divider from one tap of the stack: cell n is tap n less tap n-1.
    /// A tap that cannot be trusted takes both cells that need it with it, and no other.
    /// </summary>
    public sealed class Ads1115CellMonitor : ICellMonitor
    {
        /// <summary>Cells.</summary>
        public const int Cells = 4;

        /// <summary>
        /// Error of a tap in ppm that stays after calibration: 300 of the meter, and 25 ppm/K over 25 K on both resistors.
        /// Without calibration: 0.1 % on both resistors in addition.
        /// </summary>
        public const int Calibrated_ppm = 1550;
        public const int Uncalibrated_ppm = 3550;

        /// <summary>Code at 3.5 V: the inputs clamp 0.3 V above the supply of 3.3 V, a higher code cannot be told from a clamp.</summary>
        private const int ClampCode = 28000;

        /// <summary>Code below which an input is not at noise around ground but pulled below it: 5 mV.</summary>
        private const int NegativeCode = -40;

        /// <summary>Wait for one tap in us: 4 ms at 250 samples a second, 10 % and 25 us for a slow clock, 25 us to wake up.</summary>
        public const int Conversion_us = 4450;

        /// <summary>A conversion that is not ready then is asked for again so often, after so long each, in us.</summary>
        public const int Retries = 3;
        public const int Retry_us = 200;

        private readonly RegisterPort _registers;
        private readonly IDelay _delay;
        private readonly long[] _codeStep_nV = new long[Cells];
        private readonly long[] _tap_uV = new long[Cells + 1];
        private readonly Quality[] _tapQuality = new Quality[Cells + 1];
        private readonly int[] _accuracy_mV = new int[Cells];
        private readonly int[] _code = new int[Cells];
        private readonly TapWatch _watch = new TapWatch(Cells);

        /// <summary>
        /// <paramref name="ratio_permille"/>: nominal divider of each tap, stack voltage over input voltage.
        /// <paramref name="calibration_ppm"/>: correction of each tap found with a meter, or null for a board that never was calibrated.
        /// </summary>
        public Ads1115CellMonitor(RegisterPort registers, IDelay delay, int[] ratio_permille, int[] calibration_ppm)
        {
            _registers = registers;
            _delay = delay;
            int tolerance_ppm = calibration_ppm == null ? Uncalibrated_ppm : Calibrated_ppm;
            for (int tap = 0; tap < Cells; tap++)
            {
                long nominal_nV = 125L * ratio_permille[tap];
                long correction_ppm = calibration_ppm == null ? 0 : calibration_ppm[tap];
                _codeStep_nV[tap] = nominal_nV + nominal_nV * correction_ppm / 1000000;

                // Both taps of a cell may err to opposite sides; at 4.2 V a cell, and 2 codes of the upper tap for noise and offset.
                int stack_mV = 4200 * (tap + tap + 1);
                int codes_mV = 2 * 125 * ratio_permille[tap] / 1000000 + 1;
                _accuracy_mV[tap] = stack_mV * tolerance_ppm / 1000000 + codes_mV;

                // The mean of all cells is the topmost tap divided by their number.
                MeanAccuracy_mV = (4200 * Cells * tolerance_ppm / 1000000 + codes_mV) / Cells + 1;
            }

            _tapQuality[0] = Quality.Good;
        }

        /// <summary>Four.</summary>
        public int CellCount
        {
            get { return Cells; }
        }

        /// <summary>Worst-case error of a cell in mV: grows with its place in the stack.</summary>
        public int Accuracy_mV(int cell)
        {
            return _accuracy_mV[cell];
        }

        /// <summary>Worst-case error of the mean of the four cells in mV: that of the topmost tap, a quarter of it.</summary>
        public int MeanAccuracy_mV { get; }

        /// <summary>Converts the four taps one after the other, about 20 ms, and takes the differences.</summary>
        public void ReadCells(int[] cell_mV, Quality[] quality)
        {
            for (int tap = 0; tap < Cells; tap++)
            {
                int code;
                _tapQuality[tap + 1] = Convert(tap, out code);
                _code[tap] = code;
                _tap_uV[tap + 1] = code * _codeStep_nV[tap] / 1000;
            }

            _watch.Judge(_code, _tap_uV, _tapQuality);

            for (int cell = 0; cell < Cells; cell++)
            {
                quality[cell] = Worse(_tapQuality[cell], _tapQuality[cell + 1]);
                if (quality[cell] == Quality.Good)
                {
                    long cell_uV = _tap_uV[cell + 1] - _tap_uV[cell];
                    cell_mV[cell] = (int)((cell_uV < 0 ? cell_uV - 500 : cell_uV + 500) / 1000);
                }
            }
        }

        private Quality Convert(int tap, out int code)
        {
            code = 0;
            int settings = (Ads1115Registers.Input0 + (tap << 12)) | Ads1115Registers.Range4096mV | Ads1115Registers.SingleShot
                | Ads1115Registers.Rate250 | Ads1115Registers.ComparatorOff;
            int raw;
            if (!_registers.TryWrite16(Ads1115Registers.Configuration, settings | Ads1115Registers.StartOrIdle)
                || !TryWaitUntilIdle(settings)
                || !_registers.TryRead16(Ads1115Registers.Conversion, out raw))
            {
                return Quality.BusError;
            }

            code = (short)raw;
            return code >= ClampCode ? Quality.Saturated : code <= NegativeCode ? Quality.OutOfRange : Quality.Good;
        }

        // Reading the settings back with the idle bit also finds a chip that was reset in between.
        private bool TryWaitUntilIdle(int settings)
        {
            int wait_us = Conversion_us;
            for (int i = 0; i <= Retries; i++)
            {
                _delay.Wait_us(wait_us);
                int configuration;
                if (!_registers.TryRead16(Ads1115Registers.Configuration, out configuration))
                {
                    return false;
                }

                if (configuration == (settings | Ads1115Registers.StartOrIdle))
                {
                    return true;
                }

                if (configuration != settings)
                {
                    return false;
                }

                wait_us = Retry_us;
            }

            return false;
        }

        private static Quality Worse(Quality lower, Quality upper)
        {
            return lower == Quality.Good ? upper : lower;
        }
    }
}
