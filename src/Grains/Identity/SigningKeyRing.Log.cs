namespace EmailAgent.Grains.Identity;

internal sealed partial class SigningKeyRing
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing key {KeyId} cannot be decrypted and is ignored; tokens it signed are refused")]
    private partial void LogUnreadableKey(string keyId, Exception exception);
}
