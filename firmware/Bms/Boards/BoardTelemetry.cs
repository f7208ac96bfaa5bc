using Bms.Config;
using Bms.Ports;
using Bms.Storage;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>What a board needs to sign and send: who it is, its key, its memory and its link.</summary>
    public sealed class BoardTelemetry
    {
        public DeviceIdentity Identity;
        public IMac Mac;
        public IStateStore Store;
        public ITelemetryLink Link;

        /// <summary>Version of the firmware, as birth records carry it.</summary>
        public const string FirmwareVersion = "0.1.0";

        /// <summary>Makes the reporter of a board for a pack.</summary>
        public TelemetryReporter CreateReporter(string board, PackConfig pack)
        {
            BootCounter boot = new BootCounter(Store, Identity.KeyEpoch);
            DeviceFacts facts = new DeviceFacts(board, FirmwareVersion, pack.Numbers());
            return new TelemetryReporter(Identity, facts, Link, Mac, boot, pack.CellCount, pack.ProbeCount);
        }
    }
}
