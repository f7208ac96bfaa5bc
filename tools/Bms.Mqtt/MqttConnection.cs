using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Bms.Mqtt;

/// <summary>
/// One connection: bytes in and out, cut into packets. At most one read is under way; one that is not done in time is waited for by the
/// next call, because a TLS stream does not survive a read that was broken off.
/// </summary>
public sealed class MqttConnection : IDisposable
{
    private const int FirstBuffer_bytes = 8 * 1024;

    private readonly Stream _stream;
    private readonly int _maxPacket_bytes;
    private byte[] _buffer = new byte[FirstBuffer_bytes];
    private int _start, _end;
    private Task<int>? _read;

    private MqttConnection(Stream stream, int maxPacket_bytes)
    {
        _stream = stream;
        _maxPacket_bytes = maxPacket_bytes;
    }

    /// <summary>Opens TCP and, when asked for, TLS. Throws <see cref="MqttException"/>.</summary>
    public static MqttConnection Open(MqttOptions options, CancellationToken cancel)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = options.SendTimeout_ms };
        Stream? stream = null;
        try
        {
            socket.ConnectAsync(options.Host, options.Port, cancel).AsTask().GetAwaiter().GetResult();
            stream = new NetworkStream(socket, ownsSocket: true);
            stream = options.Tls is MqttTls tls ? Secure(stream, tls, options.Host, cancel) : stream;
            return new MqttConnection(stream, options.MaxPacket_bytes);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            stream?.Dispose();
            socket.Dispose();
            throw new MqttException($"{options.Host}:{options.Port}: {Why(e, options)}", e);
        }
    }

    /// <summary>
    /// Waits up to <paramref name="timeout_ms"/> for a packet; false when none has come in full. The packet is lent until the next call.
    /// Throws <see cref="MqttException"/> on a malformed header, IOException when the connection is gone.
    /// </summary>
    public bool TryTake(int timeout_ms, out MqttHeader header, out ReadOnlySpan<byte> packet)
    {
        long end_ms = Environment.TickCount64 + timeout_ms;
        while (true)
        {
            bool hasHeader = MqttPacketReader.TryReadHeader(_buffer.AsSpan(_start, _end - _start), _maxPacket_bytes, out header);
            if (hasHeader && header.PacketLength <= _end - _start)
            {
                packet = _buffer.AsSpan(_start, header.PacketLength);
                _start += header.PacketLength;
                return true;
            }

            if (!TryFill(hasHeader ? header.PacketLength : 0, (int)Math.Max(0, end_ms - Environment.TickCount64)))
            {
                packet = default;
                return false;
            }
        }
    }

    /// <summary>Sends bytes. Throws IOException when the connection is gone or does not take them in time.</summary>
    public void Send(ReadOnlySpan<byte> packet) => _stream.Write(packet);

    /// <summary>Closes it; a call that waits for a packet ends with an exception.</summary>
    public void Dispose() => _stream.Dispose();

    private static SslStream Secure(Stream inner, MqttTls tls, string host, CancellationToken cancel)
    {
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = tls.ServerName ?? host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (tls.ClientCertificate is X509Certificate2 own)
        {
            options.ClientCertificates = [own];
        }

        if (tls.Authorities is X509Certificate2Collection authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        SslStream stream = new(inner, leaveInnerStreamOpen: false);
        stream.AuthenticateAsClientAsync(options, cancel).GetAwaiter().GetResult();
        return stream;
    }

    private static string Why(Exception e, MqttOptions options) => e switch
    {
        OperationCanceledException => $"no connection within {options.ConnectTimeout_ms} ms",
        AuthenticationException => "TLS failed, " + OneLine((e.InnerException ?? e).Message),
        _ => "no connection, " + OneLine(e.Message),
    };

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).TrimEnd('.', ' ');

    // A packet's length has been checked against the limit before room is made for it.
    private bool TryFill(int wanted_bytes, int timeout_ms)
    {
        if (_read is null)
        {
            MakeRoom(wanted_bytes);
            _read = _stream.ReadAsync(_buffer.AsMemory(_end)).AsTask();
        }

        if (!_read.IsCompleted && Task.WaitAny([_read], timeout_ms) < 0)
        {
            return false;
        }

        Task<int> done = _read;
        _read = null;
        int count = done.GetAwaiter().GetResult();
        _end += count;
        return count > 0 ? true : throw new EndOfStreamException("the broker has closed the connection");
    }

    private void MakeRoom(int wanted_bytes)
    {
        byte[] source = _buffer;
        if (wanted_bytes > _buffer.Length)
        {
            _buffer = new byte[Math.Min(Math.Max(wanted_bytes, 2 * _buffer.Length), Math.Max(_maxPacket_bytes, FirstBuffer_bytes))];
        }

        source.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}
