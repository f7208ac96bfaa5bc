using Bms.Ports;

namespace Bms.DeviceTests
{
    /// <summary>A link that is always up and delivers at once; each message goes into a digest.</summary>
    public sealed class StandInLink : ITelemetryLink
    {
        private readonly Digest _digest;
        private int _finished;

        public StandInLink(Digest digest)
        {
            _digest = digest;
        }

        /// <summary>Messages so far.</summary>
        public int Published { get; private set; }

        public bool IsConnected
        {
            get { return true; }
        }

        public int Publish(string topic, byte[] message, int length, bool retain)
        {
            Published++;
            for (int i = 0; i < topic.Length; i++)
            {
                _digest.Add(topic[i]);
            }

            _digest.Add(message, length);
            _digest.Add(retain);
            return Published;
        }

        public int TakeFinished(out bool delivered)
        {
            delivered = true;
            if (_finished == Published)
            {
                return 0;
            }

            _finished++;
            return _finished;
        }
    }
}
