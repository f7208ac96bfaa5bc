namespace Bms.Ports
{
    /// <summary>A charger with settable voltage and current that must be told again and again that its host lives.</summary>
    public interface ICharger
    {
        /// <summary>
        /// Sets the pack voltage in mV and the charge current in mA, enables charging and feeds the charger's watchdog.
        /// Returns false when the bus failed or a setting read back differs; the charger is then disabled as far as possible.
        /// </summary>
        bool TryApply(int voltage_mV, int current_mA);

        /// <summary>Disables charging by every means the board has. Returns false when one of them failed.</summary>
        bool TryDisable();

        /// <summary>Disables charging by what needs no bus: at once, whatever state the bus is in.</summary>
        void DisableAtOnce();

        /// <summary>
        /// True in <paramref name="delivering"/> when the charger says of itself that it gives current. Returns false on a bus error.
        /// </summary>
        bool TryReadDelivering(out bool delivering);

        /// <summary>True in <paramref name="present"/> when an input supply is there. Returns false on a bus error.</summary>
        bool TryReadSupply(out bool present);
    }
}
