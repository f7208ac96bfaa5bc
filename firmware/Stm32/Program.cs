using System.Threading;
using Bms.Boards;
using nanoFramework.Networking;

namespace Bms.App
{
    /// <summary>
    /// bench-4s on an STM32F769I-DISCO, the stock STM32 target that has both network and cryptography: I2C1 on the Arduino pins D14 and
    /// D15, Ethernet. A pin's number is 16 x port + pin, port A = 0.
    /// </summary>
    public static class Program
    {
        private const int PortC = 32;
        private const int PortF = 80;
        private const int PortH = 112;
        private const int PortJ = 144;

        public static void Main()
        {
            Bench4sPins pins = new Bench4sPins();
            pins.ChargeGate = PortJ + 1; // Arduino D2
            pins.DischargeGate = PortJ + 0; // D4
            pins.ChargeState = PortJ + 3; // D7
            pins.DischargeState = PortJ + 4; // D8
            pins.ChargerDisable = PortF + 6; // D3
            pins.Heartbeat = PortC + 8; // D5
            int chargeRequest = PortF + 7; // D6
            int dischargeRequest = PortH + 6; // D9
            new BoardLoop(1, pins, chargeRequest, dischargeRequest, new Ethernet()).Run();
        }

        /// <summary>Ethernet with the address that the device was configured for, DHCP by default.</summary>
        private sealed class Ethernet : INetwork
        {
            private const int Patience_ms = 60000;

            public bool TryConnect()
            {
                CancellationTokenSource patience = new CancellationTokenSource(Patience_ms);
                return NetworkHelper.SetupAndConnectNetwork(patience.Token, true);
            }
        }
    }
}
