namespace EmailAgent.Mail.Smtp.Wire;

/// <summary>What is known of a message before it is sent; null where only reading it would tell.</summary>
internal readonly record struct MessageTraits(long? Size, bool? EightBit, bool? EightBitHeader);
