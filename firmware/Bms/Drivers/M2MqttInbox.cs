using Bms.Ports;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bms.Drivers
{
    /// <summary>
    /// What others publish on one topic of this device, over the package nanoFramework.M2Mqtt. A few messages are kept; the newest takes
    /// the place of the oldest, because whoever needs an answer asks again.
    /// </summary>
    public sealed class M2MqttInbox : IInbox
    {
        /// <summary>Messages kept, and the most bytes of one: others are left out.</summary>
        public const int Kept = 8;
        public const int MaxLength = 80;

        // Shared with the package's thread, under _lock.
        private readonly object _lock = new object();
        private readonly byte[][] _message = new byte[Kept][];
        private readonly int[] _length = new int[Kept];
        private readonly string[] _topics;
        private int _first;
        private int _count;
        private IMqttClient _client;

        /// <summary>For one topic.</summary>
        public M2MqttInbox(string topic)
        {
            _topics = new string[] { topic };
            for (int i = 0; i < Kept; i++)
            {
                _message[i] = new byte[MaxLength];
            }
        }

        /// <summary>Subscribes over a client that is connected. Throws what the package throws.</summary>
        public void Attach(IMqttClient client)
        {
            Detach();
            _client = client;
            client.MqttMsgPublishReceived += OnReceived;
            client.Subscribe(_topics, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
        }

        /// <summary>Lets go of the client; what has come stays.</summary>
        public void Detach()
        {
            if (_client != null)
            {
                _client.MqttMsgPublishReceived -= OnReceived;
                _client = null;
            }
        }

        /// <summary>The next message; 0 = none.</summary>
        public int Take(byte[] buffer)
        {
            lock (_lock)
            {
                while (_count > 0)
                {
                    int place = _first;
                    _first = (_first + 1) % Kept;
                    _count--;
                    if (_length[place] <= buffer.Length)
                    {
                        System.Array.Copy(_message[place], buffer, _length[place]);
                        return _length[place];
                    }
                }

                return 0;
            }
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            byte[] message = e.Message;
            if (e.Topic != _topics[0] || message == null || message.Length == 0 || message.Length > MaxLength)
            {
                return;
            }

            lock (_lock)
            {
                if (_count == Kept)
                {
                    _first = (_first + 1) % Kept;
                    _count--;
                }

                int place = (_first + _count) % Kept;
                System.Array.Copy(message, _message[place], message.Length);
                _length[place] = message.Length;
                _count++;
            }
        }
    }
}
