namespace nanoFramework.M2Mqtt.Messages;

public class MqttMsgPublishEventArgs(string topic, byte[] message, bool dupFlag, MqttQoSLevel qosLevel, bool retain) : EventArgs
{
    public bool DupFlag { get; } = dupFlag;

    public byte[] Message { get; } = message;

    public MqttQoSLevel QosLevel { get; } = qosLevel;

    public bool Retain { get; } = retain;

    public string Topic { get; } = topic;
}

public class MqttMsgPublishedEventArgs(ushort messageId, bool isPublished) : EventArgs
{
    public MqttMsgPublishedEventArgs(ushort messageId)
        : this(messageId, true)
    {
    }

    public bool IsPublished { get; set; } = isPublished;

    public ushort MessageId { get; set; } = messageId;
}

public class MqttMsgSubscribedEventArgs(ushort messageId, MqttQoSLevel[] grantedQosLevels) : EventArgs
{
    public MqttQoSLevel[] GrantedQoSLevels { get; } = grantedQosLevels;

    public ushort MessageId { get; } = messageId;
}

public class MqttMsgUnsubscribedEventArgs(ushort messageId) : EventArgs
{
    public ushort MessageId { get; } = messageId;
}
