using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Secrets;

/// <summary>
/// The encryption of the key ring under the operator's master key, so that the database alone reveals no secrets. Each element names its
/// key.
/// </summary>
internal sealed class MasterKeys(IOptions<SecretOptions> options)
{
    private const string ElementName = "masterEncrypted";
    private const string KeyAttribute = "key";

    private readonly MasterKey[] _keys = [.. Read(options.Value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(MasterKey.Parse)];

    /// <summary>Indicates whether there is a key to encrypt with.</summary>
    public bool Any => _keys.Length > 0;

    /// <summary>Indicates whether the element is encrypted as <see cref="Wrap"/> would encrypt it now.</summary>
    public bool IsCurrent(XElement element) => KeyOf(element) == (Any ? _keys[0].Id : null);

    /// <summary>Encrypts an element under the first key.</summary>
    /// <returns>The encrypted element; the element itself when there is no key.</returns>
    public XElement Wrap(XElement element) => !Any ? element : new XElement(
        ElementName,
        new XAttribute(KeyAttribute, _keys[0].Id),
        Convert.ToBase64String(_keys[0].Seal(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)))));

    /// <summary>Decrypts an element.</summary>
    /// <exception cref="MasterKeyException">Its key is missing, or the element was changed.</exception>
    public XElement Unwrap(XElement element)
    {
        if (KeyOf(element) is not { } id)
            return element;

        var key = Array.Find(_keys, candidate => candidate.Id == id) ?? throw new MasterKeyException(
            $"The key ring in the database is encrypted with the master key {id}. {(Any ? "Configured is another one" : "None is configured")}: "
            + "set Secrets:MasterKey or Secrets:MasterKeyFile to it. Without it no stored password or token can be read.");
        try
        {
            return XElement.Parse(Encoding.UTF8.GetString(key.Open(Convert.FromBase64String(element.Value))));
        }
        catch (Exception damage) when (damage is CryptographicException or FormatException or XmlException)
        {
            throw new MasterKeyException($"The key ring in the database was damaged: the master key {id} does not open an element that names it.", damage);
        }
    }

    private static string? KeyOf(XElement element) => element.Name == ElementName ? element.Attribute(KeyAttribute)?.Value ?? "" : null;

    private static string Read(SecretOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.MasterKeyFile))
            return options.MasterKey ?? "";
        if (!string.IsNullOrWhiteSpace(options.MasterKey))
            throw new MasterKeyException("Set Secrets:MasterKey or Secrets:MasterKeyFile, not both.");

        try
        {
            var text = File.ReadAllText(options.MasterKeyFile);
            return string.IsNullOrWhiteSpace(text) ? throw new MasterKeyException("Secrets:MasterKeyFile is empty.") : text;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"Secrets:MasterKeyFile cannot be read: {failure.Message}", failure);
        }
    }
}
