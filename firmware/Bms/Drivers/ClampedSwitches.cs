using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Switches that a protector chip drives and that pins can clamp: they are closed only while both want it. Opening goes by the pins
    /// first, which need no bus; a clamp that is let go while the chip still holds its switch open does no harm. What is read back is the
    /// level at the gates, so that whatever opens a switch is seen.
    /// </summary>
    public sealed class ClampedSwitches : IPowerSwitch
    {
        /// <summary>Calls after which the chip is told again what it knows already: after its reset it may not.</summary>
        public const int Repeat = 10;

        private readonly IPowerSwitch _clamps;
        private readonly IPowerSwitch _chip;
        private bool _charge;
        private bool _discharge;
        private int _left;

        /// <summary>For <paramref name="clamps"/> that act at once, and a <paramref name="chip"/> behind a bus.</summary>
        public ClampedSwitches(IPowerSwitch clamps, IPowerSwitch chip)
        {
            _clamps = clamps;
            _chip = chip;
        }

        /// <summary>The chip's: the pins let go at once.</summary>
        public int Follow_ms
        {
            get { return _chip.Follow_ms; }
        }

        /// <summary>Commands both; false when one of them could not be told, which is tried again at the next call.</summary>
        public bool TrySet(bool chargeClosed, bool dischargeClosed)
        {
            bool clamped = _clamps.TrySet(chargeClosed, dischargeClosed);
            if (_left > 0 && chargeClosed == _charge && dischargeClosed == _discharge)
            {
                _left--;
                return clamped;
            }

            _charge = chargeClosed;
            _discharge = dischargeClosed;
            bool told = _chip.TrySet(chargeClosed, dischargeClosed);
            _left = told ? Repeat - 1 : 0;
            return told && clamped;
        }

        /// <summary>Reads the gates.</summary>
        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            return _clamps.TryReadBack(out chargeClosed, out dischargeClosed);
        }
    }
}
