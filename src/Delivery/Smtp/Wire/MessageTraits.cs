namespace EmailAgent.Delivery.Smtp.Wire;

/// <summary>Properties of a message before it is sent; null if only reading the message can determine them.</summary>
internal readonly record struct MessageTraits(long? Size, bool? EightBit, bool? EightBitHeader);
