namespace Bms.Ports
{
    /// <summary>The charge and the discharge switch of a pack, in series, each with a body diode around it.</summary>
    public interface IPowerSwitch
    {
        /// <summary>
        /// Longest time in ms from the command to close until a switch has closed; 0 = within a cycle, in which it always opens.
        /// </summary>
        int Follow_ms { get; }

        /// <summary>Commands both switches: true = closed. Returns false when the command could not be given.</summary>
        bool TrySet(bool chargeClosed, bool dischargeClosed);

        /// <summary>Reads the real state of both switches, not the command. Returns false when it cannot be known.</summary>
        bool TryReadBack(out bool chargeClosed, out bool dischargeClosed);
    }
}
