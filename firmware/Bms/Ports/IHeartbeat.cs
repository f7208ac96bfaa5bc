namespace Bms.Ports
{
    /// <summary>Tells the external watchdog that the loop has completed a cycle; without it the watchdog opens the switches.</summary>
    public interface IHeartbeat
    {
        /// <summary>One beat.</summary>
        void Beat();
    }
}
