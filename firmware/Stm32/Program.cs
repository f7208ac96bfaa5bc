using System.Threading;
using Bms.Boards;
using nanoFramework.Networking;

namespace Bms.App
{
    /// <summary>
    /// Any of the boards on an STM32F769I-DISCO, the stock STM32 target that has both network and cryptography: I2C1 on the Arduino pins
    /// D14 and D15, Ethernet. A pin's number is 16 x port + pin, port A = 0.
    /// </summary>
    public static class Program
    {
        private const int PortA = 0;
        private const int PortB = 16;
        private const int PortC = 32;
        private const int PortF = 80;
        private const int PortH = 112;
        private const int PortJ = 144;

        public static void Main()
        {
            Bench4sPins bench = new Bench4sPins();
            bench.ChargeGate = PortJ + 1; // Arduino D2
            bench.DischargeGate = PortJ + 0; // D4
            bench.ChargeState = PortJ + 3; // D7
            bench.DischargeState = PortJ + 4; // D8
            bench.ChargerDisable = PortF + 6; // D3
            bench.Heartbeat = PortC + 8; // D5
            Pack16sPins pack = new Pack16sPins();
            pack.ChargeGate = bench.ChargeGate;
            pack.DischargeGate = bench.DischargeGate;
            pack.ChargeState = bench.ChargeState;
            pack.DischargeState = bench.DischargeState;
            pack.ChargerDisable = bench.ChargerDisable;
            pack.Heartbeat = bench.Heartbeat;
            pack.ChargerSupply = PortA + 11; // D10
            pack.ChargerOutput = PortB + 14; // D12
            int chargeRequest = PortF + 7; // D6
            int dischargeRequest = PortH + 6; // D9
            new BoardLoop(1, bench, pack, chargeRequest, dischargeRequest, new Ethernet()).Run();
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
