namespace Bms.Ports
{
    /// <summary>Waits for a chip. The board sleeps; the simulator moves its clock.</summary>
    public interface IDelay
    {
        /// <summary>Returns not before <paramref name="wait_us"/> microseconds have passed.</summary>
        void Wait_us(int wait_us);
    }
}
