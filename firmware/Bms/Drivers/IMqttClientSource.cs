using nanoFramework.M2Mqtt;

namespace Bms.Drivers
{
    /// <summary>Makes clients of the package for one broker. What it makes is not connected yet.</summary>
    public interface IMqttClientSource
    {
        /// <summary>True when making or connecting a client can stop every thread of the runtime; see IUplink.</summary>
        bool MayStall { get; }

        /// <summary>
        /// A new client, of MQTT 3.1.1 and with a queue of at most M2MqttLink.MaxUnderWay. Looks the broker's name up, and throws when
        /// that fails.
        /// </summary>
        IMqttClient Create();

        /// <summary>Ends a client for good and frees what it holds.</summary>
        void Dispose(IMqttClient client);
    }
}
