namespace Bms.Drivers
{
    /// <summary>MCP9808 registers; Microchip DS25095A, section 5.</summary>
    public static class Mcp9808Registers
    {
        public const int Configuration = 0x01;
        public const int Ambient = 0x05;
        public const int Manufacturer = 0x06;

        /// <summary>Upper byte device, lower byte revision.</summary>
        public const int Device = 0x07;
        public const int DeviceMcp9808 = 0x04;

        /// <summary>Manufacturer number that every MCP9808 returns.</summary>
        public const int Microchip = 0x0054;

        /// <summary>Bits 12..0 of the ambient register: two's complement, 1/16 degC; above them are alert flags.</summary>
        public const int AmbientBits = 13;
    }
}
