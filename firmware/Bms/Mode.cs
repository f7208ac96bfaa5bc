namespace Bms
{
    /// <summary>What the BMS is doing.</summary>
    public enum Mode : byte
    {
        /// <summary>After power-up: switches open until every sensor has delivered and nothing is wrong.</summary>
        SelfTest = 0,

        /// <summary>Switches open, measuring.</summary>
        Standby = 1,

        /// <summary>Charging from the charger.</summary>
        Charge = 2,

        /// <summary>Supplying the load; current may flow back.</summary>
        Discharge = 3,

        /// <summary>A critical protection is active: the directions that it names are open.</summary>
        Fault = 4,
    }

    /// <summary>What the user, the vehicle or the bench asks of the BMS.</summary>
    public enum Request : byte
    {
        /// <summary>Open the switches.</summary>
        Standby = 0,

        /// <summary>Charge from the charger.</summary>
        Charge = 1,

        /// <summary>Supply the load.</summary>
        Discharge = 2,
    }
}
