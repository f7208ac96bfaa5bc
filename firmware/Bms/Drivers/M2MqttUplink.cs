using System;
using Bms.Ports;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bms.Drivers
{
    /// <summary>
    /// Connects through the package nanoFramework.M2Mqtt, with a new client each time: a used one loses without a word what was under way
    /// when its connection broke. Every session is a clean one, because what must not be lost waits in the outbox, not in the package.
    /// </summary>
    public sealed class M2MqttUplink : IUplink
    {
        /// <summary>Silence in s after which the package asks the broker for a sign of life.</summary>
        public const ushort KeepAlive_s = 60;

        private readonly IMqttClientSource _source;
        private readonly M2MqttLink _link;
        private readonly string _clientId;
        private readonly string _user;
        private readonly string _password;
        private IMqttClient _client;

        /// <summary>User and password may be null.</summary>
        public M2MqttUplink(IMqttClientSource source, M2MqttLink link, string clientId, string user, string password)
        {
            _source = source;
            _link = link;
            _clientId = clientId;
            _user = user;
            _password = password;
        }

        /// <summary>What others send to the device; null = nothing is listened to.</summary>
        public M2MqttInbox Inbox { get; set; }

        /// <summary>True while the client of the last connection says so.</summary>
        public bool IsConnected
        {
            get { return _link.IsConnected; }
        }

        /// <summary>As the link says.</summary>
        public int OldestUnderWay
        {
            get { return _link.OldestUnderWay; }
        }

        /// <summary>As the source of clients says.</summary>
        public bool MayStall
        {
            get { return _source.MayStall; }
        }

        /// <summary>Makes a client, connects it and hands it to the link.</summary>
        public bool TryConnect(string topic, string lost, string online)
        {
            Drop();
            try
            {
                _client = _source.Create();
                MqttReasonCode answer = _client.Connect(
                    _clientId, _user, _password, topic != null, MqttQoSLevel.AtLeastOnce, topic != null, topic, lost, true, KeepAlive_s);
                if (answer == MqttReasonCode.Success)
                {
                    Say(topic, online);
                    if (Inbox != null)
                    {
                        Inbox.Attach(_client);
                    }

                    _link.Attach(_client);
                    return true;
                }
            }
            catch (Exception)
            {
                // The package throws on every kind of refusal; the next attempt is the remedy for all of them.
            }

            Drop();
            return false;
        }

        /// <summary>Publishes a text of ASCII characters with QoS 1.</summary>
        public void Say(string topic, string text)
        {
            if (topic == null || text == null || _client == null)
            {
                return;
            }

            byte[] message = new byte[text.Length];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (byte)text[i];
            }

            try
            {
                _client.Publish(topic, message, null, null, MqttQoSLevel.AtLeastOnce, true);
            }
            catch (Exception)
            {
                // A notice that cannot be sent is missed by nobody who looks at the age of what a device says.
            }
        }

        /// <summary>Takes the client from the link and ends it.</summary>
        public void Drop()
        {
            _link.Detach();
            if (Inbox != null)
            {
                Inbox.Detach();
            }

            IMqttClient client = _client;
            _client = null;
            if (client == null)
            {
                return;
            }

            try
            {
                if (client.IsConnected)
                {
                    client.Disconnect();
                }

                _source.Dispose(client);
            }
            catch (Exception)
            {
                // What the package cannot close any more is closed.
            }
        }
    }
}
