using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// The words by which clients introduce quotes, in these languages: English, German, French, Spanish, Portuguese, Italian, Dutch,
/// Polish, Czech, Russian, Ukrainian, Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Turkish, Greek, Chinese, Japanese,
/// Korean.
/// </summary>
internal static class ReplyPhrases
{
    /// <summary>"Wrote" of attribution lines.</summary>
    public static readonly SearchValues<string> Verbs = Anywhere(
        "wrote:", "writes:", "wrote on", "schrieb", "a écrit", "escribió", "escreveu", "ha scritto", "schreef", "napisał", "pisze:", "napsal",
        "написал", "пишет", "писал", "написав", "skrev", "kirjoitti", "írta", "a scris", "yazdı", "έγραψε", "写道", "寫道", "书写", "のメール",
        "書きました", "さんは書", "작성", "님이");

    /// <summary>Beginnings of attribution lines.</summary>
    public static readonly string[] Openings =
    [
        "On ", "Am ", "Le ", "El ", "Em ", "Il ", "Op ", "W dniu ", "Dnia ", "Den ", "Dne ", "La ", "Στις ", "在 ", "于 ", "Quoting ",
        "Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, ", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "пн", "вт", "ср", "чт", "пт",
        "сб", "вс", "нд", "Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье",
    ];

    /// <summary>Text of a framed line above an answered message.</summary>
    public static readonly SearchValues<string> Original = Anywhere(
        "Original Message", "Ursprüngliche Nachricht", "Urspr. Nachricht", "Originalnachricht", "Original-Nachricht", "Message d'origine",
        "Message d’origine", "Message original", "Mensaje original", "Mensagem original", "Messaggio originale", "Messaggio Originale",
        "Oorspronkelijk bericht", "Wiadomość oryginalna", "Oryginalna wiadomość", "Původní zpráva", "Исходное сообщение", "Оригинальное сообщение",
        "Вихідне повідомлення", "Ursprungligt meddelande", "Originalmeddelande", "Oprindelig meddelelse", "Opprinnelig melding", "Alkuperäinen viesti",
        "Eredeti üzenet", "Mesaj original", "Özgün İleti", "Orijinal Mesaj", "Αρχικό μήνυμα", "原始邮件", "原始郵件", "原件", "元のメッセージ",
        "Original message", "원본 메시지", "Reply message", "Antwort Nachricht");

    /// <summary>Text of a framed line above a forwarded message.</summary>
    public static readonly SearchValues<string> Forwarded = Anywhere(
        "Forwarded message", "Forwarded Message", "Weitergeleitete Nachricht", "Message transféré", "Message réexpédié", "Mensaje reenviado",
        "Mensagem encaminhada", "Mensagem reencaminhada", "Messaggio inoltrato", "Messaggio Inoltrato", "Doorgestuurd bericht", "Przekazana wiadomość",
        "Przekazywana wiadomość", "Wiadomość przekazana", "Přeposlaná zpráva", "Пересылаемое сообщение", "Пересланное сообщение",
        "Переслане повідомлення", "Vidarebefordrat meddelande", "Videresendt meddelelse", "Videresendt melding", "Välitetty viesti",
        "Továbbított üzenet", "Mesaj redirecționat", "Yönlendirilmiş ileti", "Προωθημένο μήνυμα", "转发的邮件", "转发邮件", "轉寄郵件", "轉寄的郵件",
        "転送メッセージ", "転送されたメッセージ", "전달된 메시지");

    /// <summary>Apple Mail's lines above a forwarded message, which have no frame.</summary>
    public static readonly HashSet<string> ForwardLines = new(StringComparer.OrdinalIgnoreCase)
    {
        "Begin forwarded message", "Anfang der weitergeleiteten Nachricht", "Anfang der weitergeleiteten E-Mail", "Début du message transféré",
        "Début du message réexpédié", "Inicio del mensaje reenviado", "Início da mensagem encaminhada", "Início da mensagem reencaminhada",
        "Inizio messaggio inoltrato", "Begin doorgestuurd bericht", "Początek przekazywanej wiadomości", "Начало переадресованного сообщения",
        "Vidarebefordrat brev", "Start på videresendt besked", "开始转发的邮件", "開始轉寄郵件", "転送されたメッセージ", "전달된 메시지 시작",
    };

    public static readonly HashSet<string> From =
    [
        "from", "von", "de", "da", "van", "od", "от", "від", "från", "fra", "lähettäjä", "feladó", "kimden", "gönderen", "από", "发件人", "寄件者",
        "寄件人", "差出人", "보낸 사람", "보낸사람", "de la", "expéditeur",
    ];

    public static readonly HashSet<string> Sent =
    [
        "sent", "date", "gesendet", "gesendet am", "datum", "envoyé", "envoyé le", "enviado", "enviado el", "enviada em", "fecha", "data", "inviato",
        "data invio", "verzonden", "wysłano", "odesláno", "отправлено", "дата", "надіслано", "skickat", "sendt", "dato", "lähetetty", "päivämäärä",
        "elküldve", "dátum", "trimis", "gönderildi", "gönderilme", "tarih", "στάλθηκε", "ημερομηνία", "发送时间", "日期", "时间", "寄件日期", "送信日時",
        "日時", "日付", "보낸 날짜", "날짜",
    ];

    public static readonly HashSet<string> To =
    [
        "to", "an", "à", "para", "a", "aan", "do", "komu", "кому", "till", "til", "vastaanottaja", "címzett", "către", "kime", "alıcı", "προς",
        "收件人", "收件者", "宛先", "받는 사람", "받는사람", "destinataire", "cc", "kopia", "kopie", "copie",
    ];

    public static readonly HashSet<string> Subject =
    [
        "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "temat", "předmět", "тема", "ämne", "emne", "aihe", "tárgy",
        "subiect", "konu", "θέμα", "主题", "主題", "主旨", "件名", "제목",
    ];

    /// <summary>Beginnings of the lines that devices and apps add.</summary>
    public static readonly string[] Devices =
    [
        "Sent from my ", "Sent from Mail for Windows", "Sent from Outlook", "Sent from Yahoo Mail", "Sent from Proton Mail", "Sent from ProtonMail",
        "Sent from Gmail Mobile", "Sent from Samsung", "Sent via BlackBerry", "Sent with Proton Mail", "Sent with ProtonMail", "Get Outlook for ",
        "Sent using ", "Von meinem ", "Gesendet von ", "Gesendet mit der ", "Diese Nachricht wurde von meinem ", "Outlook für ", "Holen Sie sich Outlook",
        "Envoyé de mon ", "Envoyé depuis mon ", "Envoyé à partir de ", "Télécharger Outlook", "Obtenir Outlook", "Enviado desde mi ", "Enviado desde Outlook",
        "Obtener Outlook para", "Enviado do meu ", "Obter o Outlook", "Obter Outlook", "Inviato da ", "Ottieni Outlook per", "Verstuurd vanaf mijn ",
        "Verzonden vanaf mijn ", "Outlook voor ", "Wysłane z ", "Wysłano z ", "Pobierz aplikację Outlook", "Odesláno z ", "Отправлено с ", "Отправлено из ",
        "Надіслано з ", "Skickat från min ", "Sendt fra min ", "Lähetetty ", "iPhoneから送信", "iPadから送信", "Galaxyから送信", "Outlook for ", "发自我的", "發自我的",
        "从我的", "從我的", "나의 iPhone에서", "내 iPhone에서", "iPhone'umdan gönderildi",
    ];

    public static readonly HashSet<string> SignOffs = new(StringComparer.OrdinalIgnoreCase)
    {
        "Best", "Best regards", "Best wishes", "Kind regards", "Kindest regards", "Warm regards", "Warmest regards", "With kind regards", "Regards",
        "Many thanks and best regards", "Thanks and regards", "Thanks & regards", "Cheers", "Sincerely", "Yours sincerely", "Sincerely yours",
        "Yours faithfully", "Yours truly", "Yours", "Respectfully", "Cordially", "All the best", "Take care", "Love", "xoxo", "BR", "KR", "Rgds",
        "Mit freundlichen Grüßen", "Mit freundlichen Grüssen", "Mit freundlichem Gruß", "Freundliche Grüße", "Freundliche Grüsse", "Viele Grüße",
        "Viele Grüsse", "Beste Grüße", "Beste Grüsse", "Liebe Grüße", "Liebe Grüsse", "Herzliche Grüße", "Schöne Grüße", "Grüße", "Gruß", "Gruss", "LG", "VG",
        "MfG", "Cordialement", "Bien cordialement", "Bien à vous", "Bien à toi", "Salutations distinguées", "Meilleures salutations", "Amicalement",
        "Saludos", "Un saludo", "Saludos cordiales", "Un cordial saludo", "Atentamente", "Un abrazo", "Atenciosamente", "Abraços", "Abraço", "Cumprimentos",
        "Cordiali saluti", "Distinti saluti", "Un saluto", "Saluti", "A presto", "Met vriendelijke groet", "Met vriendelijke groeten", "Vriendelijke groet",
        "Groet", "Groeten", "Mvg", "Pozdrawiam", "Z poważaniem", "Pozdrowienia", "S pozdravem", "С уважением", "С наилучшими пожеланиями", "З повагою",
        "Med vänlig hälsning", "Med vänliga hälsningar", "Vänliga hälsningar", "Mvh", "Med venlig hilsen", "Venlig hilsen", "Med vennlig hilsen", "Hilsen",
        "Ystävällisin terveisin", "Terveisin", "Üdvözlettel", "Cu stimă", "Cu respect", "Saygılarımla", "İyi çalışmalar", "Με εκτίμηση", "此致", "敬礼", "祝好",
        "顺颂商祺", "敬具", "よろしくお願いいたします", "よろしくお願い致します", "よろしくお願いします", "どうぞよろしくお願いいたします",
    };

    private static SearchValues<string> Anywhere(params ReadOnlySpan<string> phrases) => SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
}
