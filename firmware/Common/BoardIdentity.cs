using System.IO;
using Bms.Boards;
using Bms.Drivers;
using Bms.Storage;
using Bms.Telemetry;

namespace Bms.App
{
    /// <summary>Joins the settings to what signs, numbers and carries records.</summary>
    public static class BoardIdentity
    {
        /// <summary>
        /// Put on the flash once, together with the key of a new epoch: the boot counter then starts at 0. It is removed whatever happens,
        /// because counting from 0 a second time under one key would repeat record numbers.
        /// </summary>
        public const string NewEpochPath = "I:\\bms-new-epoch";

        /// <summary>Null without settings: a board protects without telemetry. Throws ArgumentException when a setting is wrong.</summary>
        public static BoardTelemetry Create(BoardSettings settings, M2MqttLink link)
        {
            if (settings == null)
            {
                return null;
            }

            int epoch = settings.Number("epoch", 0, 255, 0);
            BoardTelemetry telemetry = new BoardTelemetry();
            telemetry.Identity = new DeviceIdentity(settings.Text("site"), settings.Bytes("device", 4), epoch);
            telemetry.Mac = new HmacSha256Mac(settings.Bytes("key", 32));
            telemetry.Store = new FileStateStore();
            telemetry.Link = link;
            telemetry.Inbox = settings.AwaitsReceipts() ? new M2MqttInbox(telemetry.Identity.CommandTopic()) : null;
            if (File.Exists(NewEpochPath))
            {
                BootCounter.TryProvision(telemetry.Store, epoch);
                File.Delete(NewEpochPath);
            }

            return telemetry;
        }

        /// <summary>What keeps the board connected. Throws ArgumentException when a setting is wrong.</summary>
        public static UplinkKeeper CreateKeeper(BoardSettings settings, INetwork network, M2MqttLink link, BoardTelemetry telemetry)
        {
            M2MqttUplink uplink = new M2MqttUplink(
                new BoardClientSource(settings, network), link, "bms-" + settings.Text("device"), settings.Find("user"),
                settings.Find("password"));
            uplink.Inbox = (M2MqttInbox)telemetry.Inbox;
            bool connectsUnderLoad = settings.Find("connect") == "armed";
            return telemetry.CreateKeeper(uplink, new HmacSha256Mac(settings.Bytes("key", 32)), connectsUnderLoad);
        }
    }
}
