using System.Text;

namespace Bms.Mqtt;

/// <summary>The rules for texts, topics and topic filters (MQTT 3.1.1, sections 1.5.3 and 4.7).</summary>
public static class MqttText
{
    /// <summary>Most bytes of a text in UTF-8.</summary>
    public const int MaxText_bytes = 65_535;

    // Throws on what is no Unicode instead of putting a question mark there, and leaves U+FEFF where it is (MQTT-1.5.3-3).
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>True for 1 character and more, without wild cards and U+0000, in at most 65535 bytes.</summary>
    public static bool IsTopic(string? topic) => IsText(topic, 1) && !topic!.AsSpan().ContainsAny('+', '#');

    /// <summary>True for a topic whose levels may be + and whose last level may be #.</summary>
    public static bool IsFilter(string? filter)
    {
        if (!IsText(filter, 1))
        {
            return false;
        }

        string[] levels = filter!.Split('/');
        for (int i = 0; i < levels.Length; i++)
        {
            bool isLast = i == levels.Length - 1;
            bool isWild = levels[i] == "+" || (levels[i] == "#" && isLast);
            if (!isWild && levels[i].AsSpan().ContainsAny('+', '#'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a topic filter covers a topic: MQTT 3.1.1, section 4.7.</summary>
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> topic)
    {
        while (true)
        {
            ReadOnlySpan<char> wanted = FirstLevel(filter, out ReadOnlySpan<char> filterRest, out bool filterEnds);
            ReadOnlySpan<char> level = FirstLevel(topic, out ReadOnlySpan<char> topicRest, out bool topicEnds);
            if (wanted is "#")
            {
                return true;
            }

            if (wanted is not "+" && !wanted.SequenceEqual(level))
            {
                return false;
            }

            if (topicEnds || filterEnds)
            {
                return topicEnds && (filterEnds || filterRest is "#"); // 4.7.1.2: a/# covers a itself
            }

            filter = filterRest;
            topic = topicRest;
        }
    }

    /// <summary>True when the text is Unicode without U+0000, of so many characters at least and at most 65535 bytes.</summary>
    public static bool IsText(string? text, int minCharacters = 0)
    {
        if (text is null || text.Length < minCharacters || text.Contains('\0'))
        {
            return false;
        }

        try
        {
            return s_utf8.GetByteCount(text) <= MaxText_bytes;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    internal static int Size(string text) => s_utf8.GetByteCount(text);

    internal static int Write(string text, Span<byte> to) => s_utf8.GetBytes(text, to);

    internal static string Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            string text = s_utf8.GetString(bytes);
            return text.Contains('\0') ? throw new MqttException("a text in a packet holds the character U+0000 (1.5.3)") : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new MqttException("a text in a packet is no UTF-8 (1.5.3)", e);
        }
    }

    private static ReadOnlySpan<char> FirstLevel(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest, out bool ends)
    {
        int slash = text.IndexOf('/');
        ends = slash < 0;
        rest = ends ? default : text[(slash + 1)..];
        return ends ? text : text[..slash];
    }
}
