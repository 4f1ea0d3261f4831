using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// SCRAM-SHA-1 (RFC 5802) and SCRAM-SHA-256 (RFC 7677), with -PLUS too. The password never leaves, and the server has to
/// prove that it knows it as well: success without that proof is an error.
/// </summary>
internal sealed class ScramMechanism(string name, HashAlgorithmName hash, ScramLogin login, ScramBinding binding, string? nonce = null)
    : SaslMechanism
{
    private const int NonceBytes = 24;

    private readonly string _nonce = nonce ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
    private byte[]? _serverSignature;
    private string? _error;
    private int _step;
    private bool _verified;

    public override string Name => name;

    public override string? ServerError => _error;

    private string FirstBare => $"n={ScramText.Escape(SaslPrep.Prepare(login.User))},r={_nonce}";

    public override byte[]? Respond(ReadOnlySpan<byte> challenge) => _step++ switch
    {
        0 => Encoding.UTF8.GetBytes(binding.Header(login.ActAs) + FirstBare),
        1 => Prove(Encoding.UTF8.GetString(challenge)),
        2 => Verify(Encoding.UTF8.GetString(challenge)),
        _ => throw new SaslException("The server challenges after the end of the exchange."),
    };

    public override void Complete()
    {
        if (!_verified)
        {
            throw new SaslException("The server announced success without proof that it knows the password.");
        }
    }

    private byte[] Prove(string serverFirst)
    {
        var values = ScramText.Attributes(serverFirst, "rsi");
        var (nonce, salt, iterations) = (values[0], ScramText.Bytes(values[1]), ScramText.Iterations(values[2]));
        if (!nonce.StartsWith(_nonce, StringComparison.Ordinal) || nonce.Length == _nonce.Length)
        {
            throw new SaslException("The server did not continue the client's nonce.");
        }

        var size = hash == HashAlgorithmName.SHA1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(SaslPrep.Prepare(login.Password)), salt, iterations, hash, size);
        var withoutProof = $"c={binding.Encode(login.ActAs)},r={nonce}";
        var exchanged = Encoding.UTF8.GetBytes($"{FirstBare},{serverFirst},{withoutProof}");
        var clientKey = Hmac(salted, "Client Key"u8);
        var proof = Hmac(CryptographicOperations.HashData(hash, clientKey), exchanged);
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= clientKey[i];
        }

        _serverSignature = Hmac(Hmac(salted, "Server Key"u8), exchanged);
        return Encoding.UTF8.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
    }

    private byte[]? Verify(string serverFinal)
    {
        if (serverFinal.StartsWith("e=", StringComparison.Ordinal))
        {
            _error = ErrorDocument.Read(Encoding.UTF8.GetBytes(serverFinal[2..]));
            return null;
        }

        var signature = ScramText.Bytes(ScramText.Attributes(serverFinal, "v")[0]);
        _verified = CryptographicOperations.FixedTimeEquals(signature, _serverSignature);
        return _verified ? [] : throw new SaslException("The server's signature is wrong: it does not know the password.");
    }

    private byte[] Hmac(byte[] key, ReadOnlySpan<byte> data) => CryptographicOperations.HmacData(hash, key, data);
}
