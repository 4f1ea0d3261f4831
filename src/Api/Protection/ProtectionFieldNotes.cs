using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Protection;

/// <summary>Describes the fields of signatures and keys for mail.</summary>
internal sealed class ProtectionFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["addresses"] = new("The addresses that the key names.", "[\"ada@example.org\"]"),
        ["certificate"] = new("The signer's certificate in base64, to be stored as a key; null for OpenPGP.", "null"),
        ["checks"] = new("The checks of the sender that servers made.", null),
        ["content"] = new("A certificate (PEM), an OpenPGP key (armored), or one of these or a PKCS #12 file in base64.", "\"-----BEGIN CERTIFICATE-----\""),
        ["domain"] = new("The domain or address that was checked; null if there is none.", "\"example.org\""),
        ["fingerprint"] = new("The fingerprint of a key, in lower-case hexadecimal digits.", "\"2f9d1c\""),
        ["has_secret"] = new("Whether messages can be signed by the key.", "true"),
        ["is_of_sender"] = new("Whether the key names the address in From.", "true"),
        ["is_trusted"] = new("Whether the owner of the key is certain, or the installation trusts the server.", "true"),
        ["is_whole"] = new("Whether the signature covers the whole body.", "true"),
        ["method"] = new("The method of a check.", "\"dkim\""),
        ["protection"] = new("The outermost signature or encryption, by its labels.", "\"smime_signed\""),
        ["result"] = new("The result of a check.", "\"pass\""),
        ["server"] = new("The server that made a check.", "\"mx.example.org\""),
        ["signatures"] = new("The results of the verification of signatures.", null),
        ["signed_at"] = new("When it was signed, as the signer states; null if it states no time.", FieldExamples.Time),
        ["standard"] = new("The standard of a key.", "\"smime\""),
        ["valid_from"] = new("From when the key is valid.", FieldExamples.Time),
        ["valid_until"] = new("Until when the key is valid; null for a key that does not expire.", "null"),
    };
}
