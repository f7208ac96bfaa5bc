namespace Bms.Ports
{
    /// <summary>A link that has to know how long it has waited: nobody but the loop reads a clock.</summary>
    public interface IClockedLink : ITelemetryLink
    {
        /// <summary>Uptime in ms, told before each step.</summary>
        long Now_ms { get; set; }
    }
}
