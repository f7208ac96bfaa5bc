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

        /// <summary>
        /// Where the receipts of the fleet's store arrive: a record then leaves the outbox when it is stored. Null = when the broker has
        /// acknowledged it.
        /// </summary>
        public IInbox Inbox;

        /// <summary>Version of the firmware, as birth records carry it.</summary>
        public const string FirmwareVersion = "0.1.0";

        private BootCounter _boot;

        /// <summary>Makes the reporter of a board for a pack.</summary>
        public TelemetryReporter CreateReporter(string board, PackConfig pack)
        {
            _boot = new BootCounter(Store, Identity.KeyEpoch);
            DeviceFacts facts = new DeviceFacts(board, FirmwareVersion, pack.Numbers());
            ITelemetryLink link = Inbox == null ? Link : new ConfirmedLink(Link, Inbox, new ReceiptReader(Mac, Identity));
            return new TelemetryReporter(Identity, facts, link, Mac, _boot, pack.CellCount, pack.ProbeCount);
        }

        /// <summary>
        /// Makes what keeps the board connected, once it has its reporter. <paramref name="noticeMac"/> holds the same key as Mac; it is
        /// another one because another thread uses it. <paramref name="connectsUnderLoad"/>: see UplinkKeeper.
        /// </summary>
        public UplinkKeeper CreateKeeper(IUplink uplink, IMac noticeMac, bool connectsUnderLoad)
        {
            return new UplinkKeeper(uplink, new LinkNotices(Identity, noticeMac, _boot), connectsUnderLoad);
        }
    }
}
