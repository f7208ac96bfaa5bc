using System.Device;
using Bms.Ports;

namespace Bms.App
{
    /// <summary>
    /// Waits by watching the clock: a sleep of 5 ms takes up to 40 ms on a busy board, and the cells are scanned ten times a second.
    /// </summary>
    public sealed class BusyDelay : IDelay
    {
        /// <summary>Returns after <paramref name="wait_us"/> microseconds; other threads get their turns.</summary>
        public void Wait_us(int wait_us)
        {
            DelayHelper.DelayMicroseconds(wait_us, true);
        }
    }
}
