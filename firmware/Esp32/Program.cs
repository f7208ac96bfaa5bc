using System.Device.Wifi;
using System.Threading;
using Bms.Boards;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Networking;

namespace Bms.App
{
    /// <summary>Any of the boards on an ESP32 DevKit: I2C on pins 21 and 22, Wi-Fi.</summary>
    public static class Program
    {
        private const int I2cData = 21;
        private const int I2cClock = 22;
        private const int ChargeRequest = 33;
        private const int DischargeRequest = 14;

        public static void Main()
        {
            Configuration.SetPinFunction(I2cData, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(I2cClock, DeviceFunction.I2C1_CLOCK);
            new BoardLoop(1, new Bench4sPins(), new Pack16sPins(), ChargeRequest, DischargeRequest, new Wifi()).Run();
        }

        /// <summary>Wi-Fi with the name and password of the settings (ssid, wifi).</summary>
        private sealed class Wifi : INetwork
        {
            private const int Patience_ms = 60000;

            public bool TryConnect()
            {
                BoardSettings settings = BoardSettings.Load();
                CancellationTokenSource patience = new CancellationTokenSource(Patience_ms);
                return WifiNetworkHelper.ConnectDhcp(
                    settings.Text("ssid"), settings.Find("wifi"), WifiReconnectionKind.Automatic, true, 0, patience.Token);
            }
        }
    }
}
