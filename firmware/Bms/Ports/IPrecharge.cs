namespace Bms.Ports
{
    /// <summary>A resistor around the discharge switch that fills the load's capacitor slowly, and a look at the load's side.</summary>
    public interface IPrecharge
    {
        /// <summary>
        /// What may still lie between pack and load, in mV, when the discharge switch is told to close: one that looks at the load itself
        /// does not close before. int.MaxValue = it closes as it is told.
        /// </summary>
        int ClosesWithin_mV { get; }

        /// <summary>Commands the precharge switch: true = closed. Returns false when the command could not be given.</summary>
        bool TrySet(bool closed);

        /// <summary>Reads the voltage behind the switches in mV. Returns false on a bus error.</summary>
        bool TryReadLoad(out int load_mV);
    }
}
