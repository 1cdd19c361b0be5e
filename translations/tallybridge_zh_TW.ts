<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>AuditText</name>
    <message>
        <source>terms of service accepted</source>
        <translation>已接受服務條款</translation>
    </message>
    <message>
        <source>connector added</source>
        <translation>已新增連線器</translation>
    </message>
    <message>
        <source>connector changed</source>
        <translation>已變更連線器</translation>
    </message>
    <message>
        <source>connector removed</source>
        <translation>已移除連線器</translation>
    </message>
    <message>
        <source>run ended</source>
        <translation>執行結束</translation>
    </message>
    <message>
        <source>copy waived</source>
        <translation>已豁免複本</translation>
    </message>
    <message>
        <source>delivery accepted</source>
        <translation>已接受傳遞檔</translation>
    </message>
    <message>
        <source>delivery discarded</source>
        <translation>已捨棄傳遞檔</translation>
    </message>
    <message>
        <source>mapping changed</source>
        <translation>已變更對應</translation>
    </message>
    <message>
        <source>finding explained</source>
        <translation>已說明發現</translation>
    </message>
    <message>
        <source>ledger backed up</source>
        <translation>已備份總帳</translation>
    </message>
    <message>
        <source>ledger restored</source>
        <translation>已還原總帳</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, because: %2</source>
        <translation>%1，理由：%2</translation>
    </message>
    <message>
        <source>archive taken over</source>
        <translation>已接管封存</translation>
    </message>
    <message>
        <source>certificate made</source>
        <translation>已建立憑證</translation>
    </message>
</context>
<context>
    <name>BeforeYouBegin</name>
    <message>
        <source>Order the archiving service from TeleMessage (now Smarsh).</source>
        <translation>向 TeleMessage（現為 Smarsh）訂購封存服務。</translation>
    </message>
    <message>
        <source>Order the service</source>
        <translation>訂購服務</translation>
    </message>
    <message>
        <source>Activation for Office 365</source>
        <translation>啟用 Office 365</translation>
    </message>
    <message>
        <source>Register every user there with the same e-mail address as in Microsoft 365.</source>
        <translation>以與 Microsoft 365 相同的電子郵件地址在該處註冊每位使用者。</translation>
    </message>
    <message>
        <source>Install the WhatsApp Phone Archiver app on the users&apos; phones, or have them scan the QR code of the WhatsApp Cloud Archiver.</source>
        <translation>在使用者的手機上安裝 WhatsApp Phone Archiver 應用程式，或請使用者掃描 WhatsApp Cloud Archiver 的 QR 碼。</translation>
    </message>
    <message>
        <source>WhatsApp Phone Archiver</source>
        <translation>WhatsApp Phone Archiver</translation>
    </message>
    <message>
        <source>WhatsApp Cloud Archiver</source>
        <translation>WhatsApp Cloud Archiver</translation>
    </message>
    <message>
        <source>Set up the capture of %1 for the users at the service.</source>
        <translation>在該服務為使用者設定 %1 的擷取。</translation>
    </message>
    <message>
        <source>Make the deliveries reachable from this computer.</source>
        <translation>讓這部電腦可以存取傳遞檔。</translation>
    </message>
    <message>
        <source>Have a global administrator consent for your organisation&apos;s own app registration. A local archive needs no consent.</source>
        <translation>請全域系統管理員對組織自己的應用程式註冊授與同意。本機封存不需要同意。</translation>
    </message>
    <message>
        <source>Give the person who sets the connector up the role &quot;Mailbox Import Export&quot; in Exchange Online. The program does not need it technically; it is advice.</source>
        <translation>在 Exchange Online 中將「Mailbox Import Export」角色指派給設定連線器的人員。程式在技術上不需要此角色，僅為建議。</translation>
    </message>
    <message>
        <source>Role groups in Exchange Online</source>
        <translation>Exchange Online 中的角色群組</translation>
    </message>
    <message>
        <source>Compliance centre</source>
        <translation>合規性中心</translation>
    </message>
</context>
<context>
    <name>CheckText</name>
    <message>
        <source>Can the source be read?</source>
        <translation>可以讀取來源嗎？</translation>
    </message>
    <message>
        <source>Can the deliveries be read?</source>
        <translation>可以讀取傳遞檔嗎？</translation>
    </message>
    <message>
        <source>Can the mapping be read?</source>
        <translation>可以讀取對應檔嗎？</translation>
    </message>
    <message>
        <source>Can the destination be written to?</source>
        <translation>可以寫入目的地嗎？</translation>
    </message>
    <message>
        <source>Does a mapped mailbox exist?</source>
        <translation>對應的信箱存在嗎？</translation>
    </message>
    <message>
        <source>Is consent given?</source>
        <translation>已授與同意嗎？</translation>
    </message>
    <message>
        <source>Can the staging be written to?</source>
        <translation>可以寫入暫存區嗎？</translation>
    </message>
    <message>
        <source>Are the deliveries without gaps?</source>
        <translation>傳遞檔沒有缺漏嗎？</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>the source is empty, %3 deliveries were there before; see where they went</source>
        <translation>來源是空的，先前有 %3 個傳遞檔；請查明它們的去向</translation>
    </message>
    <message>
        <source>%3 cannot be read (%4 of %1); let this account read it</source>
        <translation>無法讀取 %3（%1 個中的 %4 個）；請讓此帳戶可以讀取</translation>
    </message>
    <message>
        <source>none; have deliveries brought there</source>
        <translation>無；請將傳遞檔送到該處</translation>
    </message>
    <message>
        <source>%1, the newest is %2</source>
        <translation>%1 個，最新的是 %2</translation>
    </message>
    <message>
        <source>no mapping file is used</source>
        <translation>未使用對應檔</translation>
    </message>
    <message>
        <source>rows used: %1, not used: %2</source>
        <translation>使用的列：%1，未使用：%2</translation>
    </message>
    <message>
        <source>the mapping names no mailbox to try</source>
        <translation>對應檔沒有可供測試的信箱</translation>
    </message>
    <message>
        <source>%1 does not exist; correct the mapping or the domains</source>
        <translation>%1 不存在；請更正對應檔或網域</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>open findings: %1 (%2); see &quot;findings&quot;, have them filled or explain them</source>
        <translation>未結的發現：%1（%2）；請參閱 &quot;findings&quot;，補齊或加以說明</translation>
    </message>
    <message>
        <source>Does the archive folder appear, and is a mail in it?</source>
        <translation>封存資料夾是否出現，其中是否有郵件？</translation>
    </message>
    <message>
        <source>import something first; the folder has to be named exactly as the connector type</source>
        <translation>請先匯入一些內容；資料夾名稱必須與連線器類型完全相同</translation>
    </message>
    <message>
        <source>Is a mail a received one, and no draft?</source>
        <translation>郵件是否為已收郵件而非草稿？</translation>
    </message>
    <message>
        <source>import something first</source>
        <translation>請先匯入一些內容</translation>
    </message>
    <message>
        <source>Does it carry the time of the event?</source>
        <translation>郵件是否帶有事件的時間？</translation>
    </message>
    <message>
        <source>Does it keep its message class?</source>
        <translation>郵件是否保留其郵件類別？</translation>
    </message>
    <message>
        <source>import something first; mails made by importMime have the class of a note</source>
        <translation>請先匯入一些內容；以 importMime 建立的郵件屬於一般郵件類別</translation>
    </message>
    <message>
        <source>Are subject and participants kept as they were written?</source>
        <translation>主旨與參與者是否保持原樣？</translation>
    </message>
    <message>
        <source>Is it found by its key?</source>
        <translation>能否以金鑰找到郵件？</translation>
    </message>
    <message>
        <source>Is a mailbox outside the app&apos;s scope refused?</source>
        <translation>應用程式範圍外的信箱是否遭拒？</translation>
    </message>
    <message>
        <source>map a mailbox outside the group and sync: its copy has to end as access-denied</source>
        <translation>請對應一個群組外的信箱並同步：其複本必須以 access-denied 結束</translation>
    </message>
    <message>
        <source>Does a mail open in Outlook, and does eDiscovery find its class?</source>
        <translation>郵件能否在 Outlook 中開啟，eDiscovery 能否找到其類別？</translation>
    </message>
    <message>
        <source>open one in Outlook and search for its item class</source>
        <translation>請在 Outlook 中開啟一封郵件，並搜尋其項目類別</translation>
    </message>
    <message>
        <source>Do all items of one chat stand in one conversation?</source>
        <translation>同一聊天的所有項目是否位於同一個對話？</translation>
    </message>
    <message>
        <source>look at a chat in Outlook</source>
        <translation>請在 Outlook 中查看一個聊天</translation>
    </message>
    <message>
        <source>Do files of 2.9, 3.1, 25 and 140 MB arrive whole?</source>
        <translation>2.9、3.1、25 與 140 MB 的檔案是否完整送達？</translation>
    </message>
    <message>
        <source>import such files with --size-limit 150MB, then let verify look</source>
        <translation>請以 --size-limit 150MB 匯入這些檔案，再執行 verify</translation>
    </message>
    <message>
        <source>Does a second run import nothing, and does verify find everything?</source>
        <translation>第二次執行是否不匯入任何內容，且 verify 找到全部？</translation>
    </message>
    <message>
        <source>run sync again, then verify</source>
        <translation>請再執行一次 sync，然後執行 verify</translation>
    </message>
    <message>
        <source>Are four requests at a time taken, and refusals followed by a wait?</source>
        <translation>服務是否接受四個同時請求，遭拒後是否等待？</translation>
    </message>
    <message>
        <source>watch a large import; &quot;waiting until&quot; is no failure</source>
        <translation>請觀察大量匯入；「等候至」並非失敗</translation>
    </message>
    <message>
        <source>Is nothing missing and nothing twice after a kill?</source>
        <translation>強制結束後是否沒有遺漏也沒有重複？</translation>
    </message>
    <message>
        <source>kill a sync, then run sync and verify</source>
        <translation>請強制結束一次 sync，再執行 sync 與 verify</translation>
    </message>
    <message>
        <source>Do legal hold, retention and content search see the mails?</source>
        <translation>訴訟保留、保留原則與內容搜尋是否看得到郵件？</translation>
    </message>
    <message>
        <source>search for a text and a file name, and put a mailbox on hold</source>
        <translation>請搜尋一段文字與一個檔名，並將一個信箱設為保留</translation>
    </message>
    <message>
        <source>Is the first tenant as it is documented?</source>
        <translation>第一個租用戶是否與文件相符？</translation>
    </message>
    <message>
        <source>the service does otherwise than documented; do not rely on it, and tell us</source>
        <translation>服務的行為與文件不同；請勿依賴，並告知我們</translation>
    </message>
    <message>
        <source>Was every import that began brought to its end?</source>
        <translation>已開始的匯入都完成了嗎？</translation>
    </message>
    <message>
        <source>deliveries begun and not finished: %1, the first is %2; the next sync finishes them</source>
        <translation>已開始但未完成匯入的傳遞檔：%1，第一個是 %2；下次同步會完成</translation>
    </message>
    <message>
        <source>rows used: %1, not used: %2, the first in line %3 (%4); see &quot;mapping check&quot;</source>
        <translation>使用的列：%1，未使用：%2，第一個在第 %3 行 (%4)；請參閱「mapping check」</translation>
    </message>
</context>
<context>
    <name>ConnectorText</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分鐘</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小時 %2 分鐘</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Stalled: nothing happened for %1</source>
        <translation>已停滯：%1 沒有任何進展</translation>
    </message>
    <message>
        <source>Not imported yet</source>
        <translation>尚未匯入</translation>
    </message>
    <message>
        <source>Running in another process</source>
        <translation>正在另一個處理程序中執行</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失敗：%1</translation>
    </message>
    <message>
        <source>Unsettled copies: %1</source>
        <translation>未結案的複本：%1</translation>
    </message>
    <message>
        <source>In quarantine: %1</source>
        <translation>隔離中：%1</translation>
    </message>
    <message>
        <source>Everything settled</source>
        <translation>全部已結案</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>%1 of %2 items</source>
        <translation>%1 / %2 個項目</translation>
    </message>
    <message>
        <source>%1 of %2 copies</source>
        <translation>%1 / %2 個複本</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>沒有新項目</translation>
    </message>
    <message>
        <source>%1 of %2 deliveries</source>
        <translation>%1 / %2 個傳遞檔</translation>
    </message>
    <message>
        <source>%1 items a second</source>
        <translation>每秒 %1 個項目</translation>
    </message>
    <message>
        <source>last activity %1</source>
        <translation>上次活動 %1</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>約剩 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Waiting until %1</source>
        <translation>等待至 %1</translation>
    </message>
</context>
<context>
    <name>ConsentText</name>
    <message>
        <source>This page belongs to nothing that Tallybridge waits for</source>
        <translation>Tallybridge 並未等待此頁面</translation>
    </message>
    <message>
        <source>It was opened before, or something else on this computer opened it. Close it, and start again in Tallybridge if it still waits.</source>
        <translation>此頁面先前已開啟過，或由這部電腦上的其他程式開啟。請關閉此頁面；若 Tallybridge 仍在等待，請在其中重新開始。</translation>
    </message>
    <message>
        <source>Thank you, the answer has arrived</source>
        <translation>謝謝，已收到回覆</translation>
    </message>
    <message>
        <source>Tallybridge is checking now whether the access works. Close this page and go back to Tallybridge.</source>
        <translation>Tallybridge 正在檢查存取是否可用。請關閉此頁面並回到 Tallybridge。</translation>
    </message>
    <message>
        <source>The consent was not given</source>
        <translation>未授與同意</translation>
    </message>
    <message>
        <source>Nothing has changed. Close this page; Tallybridge says why and what to do.</source>
        <translation>沒有任何變更。請關閉此頁面；Tallybridge 會說明原因與處理方式。</translation>
    </message>
    <message>
        <source>Thank you, you are signed in</source>
        <translation>謝謝，您已登入</translation>
    </message>
    <message>
        <source>Close this page and go back to Tallybridge.</source>
        <translation>請關閉此頁面並回到 Tallybridge。</translation>
    </message>
    <message>
        <source>The sign-in was refused</source>
        <translation>登入遭拒</translation>
    </message>
    <message>
        <source>The app signs in and reads the directory. It may read and write every mailbox of the tenant; limit it to a group with RBAC for Applications if that is too much.</source>
        <translation>應用程式可登入並讀取目錄。它可讀寫租用戶的每個信箱；若權限過大，請以 RBAC for Applications 將其限制在某個群組。</translation>
    </message>
    <message>
        <source>The app signs in and reads the directory. It has no tenant-wide access to mailboxes: give it the role &quot;Application Mail.ReadWrite&quot; for those it imports into.</source>
        <translation>應用程式可登入並讀取目錄。它沒有整個租用戶的信箱存取權：請針對要匯入的信箱授與「Application Mail.ReadWrite」角色。</translation>
    </message>
    <message>
        <source>Global administrator: yes.</source>
        <translation>全域系統管理員：是。</translation>
    </message>
    <message>
        <source>Global administrator: no; activate the role if you hold it as eligible, or send the consent link to somebody who has it.</source>
        <translation>全域系統管理員：否；若您具備該角色的資格，請將其啟用，或將同意連結傳送給擁有該角色的人員。</translation>
    </message>
    <message>
        <source>Global administrator: unknown, the directory does not say; the consent page tells.</source>
        <translation>全域系統管理員：未知，目錄未說明；同意頁面會顯示。</translation>
    </message>
    <message>
        <source>Role &quot;Mailbox Import Export&quot;: yes.</source>
        <translation>角色「Mailbox Import Export」：是。</translation>
    </message>
    <message>
        <source>Role &quot;Mailbox Import Export&quot;: no; if your organisation asks for it, assign it in the Exchange admin center under Roles, Admin roles. The import works without.</source>
        <translation>角色「Mailbox Import Export」：否；若貴組織要求此角色，請在 Exchange 系統管理中心的「角色」、「系統管理員角色」下指派。沒有此角色也能匯入。</translation>
    </message>
    <message>
        <source>Role &quot;Mailbox Import Export&quot;: unknown; it is given to groups, or an administrator has not agreed to the question. Look it up in the Exchange admin center under Roles, Admin roles. The import works without.</source>
        <translation>角色「Mailbox Import Export」：未知；該角色指派給群組，或系統管理員尚未同意此查詢。請在 Exchange 系統管理中心的「角色」、「系統管理員角色」下查看。沒有此角色也能匯入。</translation>
    </message>
</context>
<context>
    <name>FailureText</name>
    <message>
        <source>Something failed inside the program (%1); try again, and report it with the technical detail if it happens twice.</source>
        <translation>程式內部發生錯誤 (%1)；請再試一次，若再次發生，請連同技術詳細資料回報。</translation>
    </message>
    <message>
        <source>Cancelled before it was finished; start it again to go on where it stopped.</source>
        <translation>完成前已取消；重新啟動即可由停止處繼續。</translation>
    </message>
    <message>
        <source>The value &quot;%2&quot; cannot be used for %1; give another one.</source>
        <translation>值「%2」不能用於 %1；請提供其他值。</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; does not exist; check the path.</source>
        <translation>檔案「%1」不存在；請檢查路徑。</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; cannot be read; check that this account may read it.</source>
        <translation>無法讀取檔案「%1」；請確認此帳戶有讀取權限。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be written; check that the folder exists and that this account may write there.</source>
        <translation>無法寫入「%1」；請確認資料夾存在且此帳戶有寫入權限。</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; is larger than %2; give a smaller one.</source>
        <translation>檔案「%1」大於 %2；請提供較小的檔案。</translation>
    </message>
    <message>
        <source>The folder &quot;%1&quot; does not exist; create it or correct the path.</source>
        <translation>資料夾「%1」不存在；請建立資料夾或更正路徑。</translation>
    </message>
    <message>
        <source>The disk is full at &quot;%1&quot;; make room and try again.</source>
        <translation>「%1」的磁碟已滿；請釋出空間後再試。</translation>
    </message>
    <message>
        <source>The disk is almost full at &quot;%1&quot;: %2 are free; make room before the next run.</source>
        <translation>「%1」的磁碟即將用盡：剩餘 %2；請在下次執行前釋出空間。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; is not a ZIP file; have it delivered again.</source>
        <translation>傳遞檔「%1」不是 ZIP 檔案；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; is cut off; have it delivered again.</source>
        <translation>傳遞檔「%1」不完整；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; changed while it was read; wait until it is complete and try again.</source>
        <translation>傳遞檔「%1」在讀取時變更；請等待其完整後再試。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; is damaged; have it delivered again.</source>
        <translation>傳遞檔「%1」中的項目「%2」已損毀；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; has a name that leads out of its folder; ask the sender where the file comes from.</source>
        <translation>傳遞檔「%1」中的項目「%2」名稱指向資料夾之外；請向寄件者查詢檔案來源。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; occurs more than once; have it delivered again.</source>
        <translation>傳遞檔「%1」中的項目「%2」出現多次；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; is encrypted; have it delivered without a ZIP password.</source>
        <translation>傳遞檔「%1」中的項目「%2」已加密；請要求以不含 ZIP 密碼的方式傳遞。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; is larger than %3; have it delivered in smaller parts.</source>
        <translation>傳遞檔「%1」中的項目「%2」大於 %3；請要求分成較小部分傳遞。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; unpacks to more than %3 times its size, as a ZIP bomb does; ask the sender where the file comes from.</source>
        <translation>傳遞檔「%1」中的項目「%2」解壓縮後超過其大小的 %3 倍，如同 ZIP 炸彈；請向寄件者查詢檔案來源。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; unpacks to more than %2; have it delivered in smaller parts.</source>
        <translation>傳遞檔「%1」解壓縮後超過 %2；請要求分成較小部分傳遞。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; has more than %2 entries; have it delivered in smaller parts.</source>
        <translation>傳遞檔「%1」包含超過 %2 個項目；請要求分成較小部分傳遞。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; is compressed by a method that cannot be read; have it delivered as an ordinary ZIP.</source>
        <translation>傳遞檔「%1」中的項目「%2」使用無法讀取的壓縮方法；請要求以一般 ZIP 傳遞。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; has no manifest (.mf), so nobody can tell whether it is complete; have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」沒有資訊清單 (.mf)，無法判斷是否完整；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; has a second manifest, &quot;%2&quot;; have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」有第二個資訊清單「%2」；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the manifest &quot;%2&quot; is larger than %3; have it delivered again.</source>
        <translation>傳遞檔「%1」中的資訊清單「%2」大於 %3；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the manifest &quot;%2&quot; has no single &quot;Count:&quot; line; have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」中的資訊清單「%2」沒有單一的「Count:」行；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>The manifest of the delivery &quot;%1&quot; declares %2 messages, but the ZIP holds %3; have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」的資訊清單宣告 %2 則訊息，但 ZIP 內有 %3 則；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; does not hold &quot;%2&quot;, which its manifest lists (%3 missing in all); have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」不含資訊清單列出的「%2」（共缺少 %3 個）；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the entry &quot;%2&quot; is empty; have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」中的項目「%2」是空的；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; holds &quot;%2&quot;, which its manifest does not list (%3 unlisted in all); have it delivered again or accept it by hand.</source>
        <translation>傳遞檔「%1」含有資訊清單未列出的「%2」（共 %3 個未列出）；請要求重新傳遞或以人工接受。</translation>
    </message>
    <message>
        <source>The message is empty; ask for it to be delivered again.</source>
        <translation>訊息是空的；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The file has no header of a mail; ask for it to be delivered again.</source>
        <translation>檔案沒有郵件標頭；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The message is nested more than %1 levels deep; ask for it to be delivered again.</source>
        <translation>訊息巢狀超過 %1 層；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The message has more than %1 parts; ask for it to be delivered again.</source>
        <translation>訊息超過 %1 個部分；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The header of the message is larger than %1; ask for it to be delivered again.</source>
        <translation>訊息標頭大於 %1；請要求重新傳遞。</translation>
    </message>
    <message>
        <source>The message is encrypted with a customer key, which cannot be read; have deliveries made without it.</source>
        <translation>訊息以客戶金鑰加密，無法讀取；請要求以未加密方式傳遞。</translation>
    </message>
    <message>
        <source>The text of the message alone takes %1, more than the size limit of %2; raise the size limit and retry.</source>
        <translation>訊息文字本身即為 %1，超過 %2 的大小限制；請提高限制後重試。</translation>
    </message>
    <message>
        <source>The mapping file &quot;%1&quot; cannot be read; check the path and that this account may read it.</source>
        <translation>無法讀取對應檔「%1」；請檢查路徑與此帳戶的讀取權限。</translation>
    </message>
    <message>
        <source>The mapping file &quot;%1&quot; is larger than %2; split it or remove what is no mapping.</source>
        <translation>對應檔「%1」大於 %2；請分割檔案或移除非對應的內容。</translation>
    </message>
    <message>
        <source>In the mapping file &quot;%1&quot; no column with numbers and no column with mailboxes can be told; name them as &quot;mapping template&quot; does.</source>
        <translation>無法在對應檔「%1」中辨識號碼欄與信箱欄；請依「mapping template」命名。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no region that has phone numbers; give a two-letter country code such as GB.</source>
        <translation>「%1」不是具有電話號碼的地區；請提供兩個字母的國碼，例如 GB。</translation>
    </message>
    <message>
        <source>In the mapping file &quot;%1&quot; the number %2 cannot be assigned without changing what other lines say; edit the file by hand.</source>
        <translation>無法在不變更其他行的情況下於對應檔「%1」指派號碼 %2；請手動編輯檔案。</translation>
    </message>
    <message>
        <source>The mapping file &quot;%1&quot; was changed by somebody since; edit it by hand.</source>
        <translation>對應檔「%1」之後已被他人變更；請手動編輯。</translation>
    </message>
    <message>
        <source>The ledger &quot;%1&quot; cannot be opened; check the data folder and that this account may write there.</source>
        <translation>無法開啟總帳「%1」；請檢查資料夾與此帳戶的寫入權限。</translation>
    </message>
    <message>
        <source>The ledger &quot;%1&quot; is in use by another process; wait for it to end and try again.</source>
        <translation>總帳「%1」正由另一個處理程序使用；請等待其結束後再試。</translation>
    </message>
    <message>
        <source>The ledger &quot;%1&quot; was written by a newer version (%2, this one knows %3); update Tallybridge.</source>
        <translation>總帳「%1」由較新版本寫入（%2，此版本支援 %3）；請更新 Tallybridge。</translation>
    </message>
    <message>
        <source>The ledger &quot;%1&quot; is damaged or no ledger; restore a backup with &quot;ledger restore&quot;.</source>
        <translation>總帳「%1」已損毀或不是總帳；請以「ledger restore」還原備份。</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; exists already; name a file that does not exist yet.</source>
        <translation>檔案「%1」已存在；請指定尚不存在的檔案。</translation>
    </message>
    <message>
        <source>There is no ledger at &quot;%1&quot; yet, or it is empty; name the right data folder with --data-dir, create a connector, or restore a backup with &quot;ledger restore&quot;.</source>
        <translation>「%1」尚無總帳或總帳是空的；請以 --data-dir 指定正確的資料夾、建立連線器，或以「ledger restore」還原備份。</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; is no backup of a ledger, or a damaged one; name a file that &quot;ledger backup&quot; wrote. The ledger in use stays as it is.</source>
        <translation>檔案「%1」不是總帳備份或已損毀；請指定由「ledger backup」寫入的檔案。使用中的總帳維持不變。</translation>
    </message>
    <message>
        <source>There is no connector &quot;%1&quot;; see &quot;connector list&quot; for the names.</source>
        <translation>沒有連線器「%1」；請參閱「connector list」中的名稱。</translation>
    </message>
    <message>
        <source>There is a connector &quot;%1&quot; already; choose another name.</source>
        <translation>連線器「%1」已存在；請選擇其他名稱。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a connector; use a short name of one line without control characters.</source>
        <translation>「%1」不能作為連線器名稱；請使用不含控制字元的單行短名稱。</translation>
    </message>
    <message>
        <source>There is no connector type &quot;%1&quot;; use whatsapp.</source>
        <translation>沒有連線器類型「%1」；請使用 whatsapp。</translation>
    </message>
    <message>
        <source>The connector &quot;%1&quot; is busy in another process; wait for it to end and try again.</source>
        <translation>連線器「%1」正由另一個處理程序使用；請等待其結束後再試。</translation>
    </message>
    <message>
        <source>The terms of service in force are not accepted; read them and repeat the command with --accept-terms.</source>
        <translation>尚未接受現行服務條款；請閱讀條款，並加上 --accept-terms 再次執行。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the size limit; give a size such as 10MB, at most %2.</source>
        <translation>「%1」不能作為大小限制；請提供如 10MB 的大小，最大為 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no domain; give one such as contoso.com.</source>
        <translation>「%1」不是網域；請提供如 contoso.com 的網域。</translation>
    </message>
    <message>
        <source>The source &quot;%1&quot; cannot be read; check that it exists, is connected, and that this account may read it.</source>
        <translation>無法讀取來源「%1」；請確認其存在、已連線，且此帳戶有讀取權限。</translation>
    </message>
    <message>
        <source>The destination &quot;%1&quot; cannot be reached or written to; check it and run the connector again.</source>
        <translation>無法連線或寫入目的地「%1」；請檢查後再次執行連線器。</translation>
    </message>
    <message>
        <source>The archive &quot;%1&quot; that this connector imported to is not there; connect or mount its disk and try again, or, when the archive was moved or is lost for good, name its place with &quot;connector edit NAME --destination local:/path&quot;.</source>
        <translation>此連線器匯入的封存「%1」不存在；請連接或掛載其磁碟後再試；若封存已移動或永久遺失，請以「connector edit NAME --destination local:/path」指定位置。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds another archive than the one that this connector imported to; connect or mount the right disk and try again, or go on with this archive by naming it again with &quot;connector edit NAME --destination local:/path&quot;.</source>
        <translation>「%1」存放的不是此連線器匯入的封存；請連接或掛載正確的磁碟後再試，或以「connector edit NAME --destination local:/path」再次指定以使用此封存。</translation>
    </message>
    <message>
        <source>The mailbox &quot;%1&quot; refuses access; grant it and retry.</source>
        <translation>信箱「%1」拒絕存取；請授與權限後重試。</translation>
    </message>
    <message>
        <source>The destination refused a message for the mailbox &quot;%1&quot;; check the mailbox&apos;s limits and retry.</source>
        <translation>目的地拒絕信箱「%1」的訊息；請檢查信箱限制後重試。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the original &quot;%2&quot; is no longer there; put the delivery back into the source and retry.</source>
        <translation>傳遞檔「%1」中的原始項目「%2」已不存在；請將傳遞檔放回來源後重試。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot; the original &quot;%2&quot; is not what was imported; put the first delivery back into the source and retry.</source>
        <translation>傳遞檔「%1」中的原始項目「%2」與匯入時不同；請將最初的傳遞檔放回來源後重試。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; is not in quarantine; see &quot;quarantine&quot; for those that are.</source>
        <translation>傳遞檔「%1」不在隔離中；請參閱「quarantine」。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; cannot be accepted, because it is unsafe or no ZIP file; discard it and have it delivered again.</source>
        <translation>無法接受傳遞檔「%1」，因為其不安全或不是 ZIP 檔案；請捨棄並要求重新傳遞。</translation>
    </message>
    <message>
        <source>There is no copy %1; see &quot;failures&quot; for the numbers.</source>
        <translation>沒有複本 %1；請參閱「failures」中的編號。</translation>
    </message>
    <message>
        <source>The copy %1 is settled already; see &quot;failures&quot; for those that are not.</source>
        <translation>複本 %1 已結案；請參閱「failures」中未結案者。</translation>
    </message>
    <message>
        <source>No unsettled copy has the reason &quot;%1&quot;; see &quot;failures&quot; for the reasons there are.</source>
        <translation>沒有未結案的複本具有原因「%1」；請參閱「failures」。</translation>
    </message>
    <message>
        <source>There is no failure reason &quot;%1&quot;; see &quot;failures&quot; for the reasons there are.</source>
        <translation>沒有失敗原因「%1」；請參閱「failures」。</translation>
    </message>
    <message>
        <source>A decision by hand needs a reason; give it with --because.</source>
        <translation>人工決定需要理由；請以 --because 提供。</translation>
    </message>
    <message>
        <source>The reason given with --because holds control characters or a line break; write it in one line of plain text.</source>
        <translation>以 --because 提供的理由含有控制字元或換行；請以單行純文字輸入。</translation>
    </message>
    <message>
        <source>The connector has no finding %1; see &quot;findings&quot; for the numbers.</source>
        <translation>連線器沒有發現 %1；請參閱「findings」中的編號。</translation>
    </message>
    <message>
        <source>The connector has no run %1; see &quot;runs&quot; for the numbers.</source>
        <translation>連線器沒有執行 %1；請參閱「runs」中的編號。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no source; write folder: and the path of the folder that receives the deliveries, as in folder:/srv/deliveries, or sftp://user@host:port/folder (without a password).</source>
        <translation>「%1」不是來源；請輸入 folder: 加上接收交付檔的資料夾路徑，例如 folder:/srv/deliveries，或 sftp://user@host:port/folder（不含密碼）。</translation>
    </message>
    <message>
        <source>A source of the kind &quot;%1&quot; is not supported: this version reads deliveries from a folder or over SFTP; give folder:/path or sftp://user@host/path.</source>
        <translation>不支援「%1」這種來源：此版本從資料夾或透過 SFTP 讀取交付檔；請輸入 folder:/path 或 sftp://user@host/path。</translation>
    </message>
    <message>
        <source>The server name &quot;%1&quot; is not known; check the host in the source URL.</source>
        <translation>找不到伺服器名稱「%1」；請檢查來源 URL 中的主機。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; refuses the connection; check host and port, and whether the SFTP server is running.</source>
        <translation>「%1」拒絕連線；請檢查主機與連接埠，以及 SFTP 伺服器是否正在執行。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; did not answer within %2 seconds; check host, port, network and firewall.</source>
        <translation>「%1」在 %2 秒內沒有回應；請檢查主機、連接埠、網路與防火牆。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no SFTP server, or offers no algorithm that counts as safe today; check the port, or update the server.</source>
        <translation>「%1」不是 SFTP 伺服器，或未提供目前視為安全的演算法；請檢查連接埠，或更新伺服器。</translation>
    </message>
    <message>
        <source>The host key of &quot;%1&quot; is not known yet; its fingerprint is %2: compare it with the one the server&apos;s administrator gives you, then repeat with --accept-host-key %2.</source>
        <translation>尚不認識「%1」的主機金鑰；其指紋為 %2：請與伺服器管理員提供的指紋比對，然後以 --accept-host-key %2 重新執行。</translation>
    </message>
    <message>
        <source>The host key of &quot;%1&quot; has changed: it is %2 now, %3 was accepted; nothing was sent. Ask the server&apos;s administrator why; if the new key is right, accept it with &quot;connector edit&quot; and --accept-host-key %2.</source>
        <translation>「%1」的主機金鑰已變更：現在是 %2，先前接受的是 %3；未傳送任何資料。請詢問伺服器管理員原因；若新金鑰正確，請以「connector edit」與 --accept-host-key %2 接受它。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; refuses the sign-in of &quot;%2&quot;; check user name and password (or key).</source>
        <translation>「%1」拒絕「%2」登入；請檢查使用者名稱與密碼（或金鑰）。</translation>
    </message>
    <message>
        <source>The password of &quot;%2&quot; at &quot;%1&quot; has expired; have a new one set there and store it here.</source>
        <translation>「%2」在「%1」的密碼已過期；請在該處設定新密碼，再儲存於此。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lets &quot;%2&quot; in and then ends; the password may have expired, or the account may not use SFTP: ask the server&apos;s administrator.</source>
        <translation>「%1」允許「%2」登入後隨即中斷；密碼可能已過期，或該帳戶不可使用 SFTP：請詢問伺服器管理員。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; signs &quot;%2&quot; in only by: %3; store a secret of that kind with --secret-file.</source>
        <translation>「%1」只允許「%2」以下列方式登入：%3；請以 --secret-file 儲存這種祕密。</translation>
    </message>
    <message>
        <source>The private key for &quot;%2&quot; at &quot;%1&quot; cannot be used; check the key file and its passphrase.</source>
        <translation>「%2」在「%1」的私密金鑰無法使用；請檢查金鑰檔及其密碼片語。</translation>
    </message>
    <message>
        <source>The connection to &quot;%1&quot; broke and could not be taken up again; check the network and run the connector again.</source>
        <translation>與「%1」的連線中斷且無法恢復；請檢查網路，然後再次執行連線器。</translation>
    </message>
    <message>
        <source>The folder &quot;%1&quot; does not exist at the source; correct the source URL.</source>
        <translation>來源上沒有資料夾「%1」；請修正來源 URL。</translation>
    </message>
    <message>
        <source>The source allows no access to &quot;%1&quot;; have it granted to the account that signs in.</source>
        <translation>來源不允許存取「%1」；請為登入的帳戶授予權限。</translation>
    </message>
    <message>
        <source>The source refused something about &quot;%1&quot; without saying why; look into the server&apos;s log.</source>
        <translation>來源拒絕了與「%1」有關的要求，但未說明原因；請查看伺服器的記錄。</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is missing; give it with its file option (--password-file for the password), or name a file with &quot;connector edit&quot; and --secret-file %1=PATH.</source>
        <translation>缺少祕密「%1」；請以對應的檔案選項提供（密碼為 --password-file），或以「connector edit」與 --secret-file %1=PATH 指定檔案。</translation>
    </message>
    <message>
        <source>This computer has no keychain that can be used; name files for the secrets with &quot;connector edit&quot; and --secret-file KIND=PATH.</source>
        <translation>此電腦沒有可用的金鑰圈；請以「connector edit」與 --secret-file KIND=PATH 指定存放祕密的檔案。</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is larger than %2; check that the right file was given.</source>
        <translation>祕密「%1」大於 %2；請檢查是否提供了正確的檔案。</translation>
    </message>
    <message>
        <source>The sealed file &quot;%1&quot; is damaged; remove it, it is fetched again where the source still has it.</source>
        <translation>密封檔「%1」已損毀；請移除它，只要來源仍有該檔就會重新擷取。</translation>
    </message>
    <message>
        <source>The sealed file &quot;%1&quot; cannot be opened, because its key is not at hand; unlock the keychain of the account that wrote it.</source>
        <translation>無法開啟密封檔「%1」，因為手邊沒有它的金鑰；請解鎖寫入該檔之帳戶的金鑰圈。</translation>
    </message>
    <message>
        <source>The mark &quot;%2&quot; of the archive &quot;%1&quot; is damaged; put it back from a backup, or, when this is the right archive, give it a new mark by naming it again with &quot;connector edit NAME --destination local:/path&quot;.</source>
        <translation>封存「%1」的識別檔「%2」已損毀；請從備份還原，如果這是正確的封存，請以「connector edit NAME --destination local:/path」重新指定它，即可得到新的識別檔。</translation>
    </message>
    <message>
        <source>The proxy &quot;%1&quot; does not open the way to &quot;%2&quot; (%3); check the proxy, its user and password, and whether it lets SSH through.</source>
        <translation>Proxy「%1」未開通到「%2」的連線（%3）；請檢查 Proxy、其使用者與密碼，以及它是否允許 SSH 通過。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the destination; write graph:TENANT with the tenant&apos;s id or domain, or local: or local:/path, with a folder that neither holds the source nor lies in it.</source>
        <translation>「%1」不能作為目的地；請填寫 graph:TENANT（租用戶的識別碼或網域），或 local: 或 local:/path，其資料夾不得包含來源，也不得位於來源之內。</translation>
    </message>
    <message>
        <source>A destination of the kind &quot;%1&quot; is not supported: this version writes to Microsoft 365 (graph:TENANT) and the built-in local archive (local: or local:/path).</source>
        <translation>不支援「%1」類型的目的地：此版本可寫入 Microsoft 365（graph:TENANT）與內建的本機封存（local: 或 local:/path）。</translation>
    </message>
    <message>
        <source>The option %1 has no meaning here: this version reads deliveries from a folder or over SFTP and writes to Microsoft 365 or the local archive, without staging; leave it out.</source>
        <translation>選項 %1 在此沒有意義：此版本從資料夾或經由 SFTP 讀取傳遞檔，並寫入 Microsoft 365 或本機封存，不使用暫存；請移除此選項。</translation>
    </message>
    <message>
        <source>The server name &quot;%1&quot; is not known; check the network, the proxy and the cloud that the connector names.</source>
        <translation>找不到伺服器名稱「%1」；請檢查網路、Proxy 以及連接器所指定的雲端。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be reached, or the connection to it broke; check network, proxy and firewall and run the connector again.</source>
        <translation>無法連線到「%1」，或連線已中斷；請檢查網路、Proxy 與防火牆，然後再次執行連接器。</translation>
    </message>
    <message>
        <source>The certificate of &quot;%1&quot; is not trusted and nothing was sent; check the clock of this computer, or name the certificate of your own authority with --ca-file.</source>
        <translation>「%1」的憑證不受信任，未傳送任何內容；請檢查此電腦的時鐘，或以 --ca-file 指定您自己的憑證授權單位的憑證。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; did not answer in time; check network and proxy and run the connector again.</source>
        <translation>「%1」未及時回應；請檢查網路與 Proxy，然後再次執行連接器。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; sent an answer of more than %2 bytes, which is not read; check that the cloud that the connector names is the right one.</source>
        <translation>「%1」傳回超過 %2 位元組的回應，未予讀取；請檢查連接器所指定的雲端是否正確。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; sent an answer that is none of Microsoft 365; check the proxy and the cloud that the connector names.</source>
        <translation>「%1」傳回的並非 Microsoft 365 的回應；請檢查 Proxy 以及連接器所指定的雲端。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds no certificate; give a PEM file with the certificates to trust.</source>
        <translation>「%1」不含憑證；請提供含有要信任之憑證的 PEM 檔案。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no cloud; give global, gcc-high, dod, china or a file such as cloud.json.</source>
        <translation>「%1」不是雲端；請填寫 global、gcc-high、dod、china，或如 cloud.json 的檔案。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; describes no cloud; it needs &quot;login&quot; and &quot;graph&quot; with https:// addresses.</source>
        <translation>「%1」未描述雲端；其中需有「login」與「graph」及其 https:// 位址。</translation>
    </message>
    <message>
        <source>The client id of your app registration is missing or no id; give it with --client-id.</source>
        <translation>缺少應用程式註冊的用戶端識別碼，或其格式不正確；請以 --client-id 提供。</translation>
    </message>
    <message>
        <source>The app&apos;s certificate cannot be used; give a PEM file that holds a certificate and its RSA private key of at least 2048 bits, without a passphrase.</source>
        <translation>無法使用應用程式的憑證；請提供含有憑證及其至少 2048 位元 RSA 私密金鑰的 PEM 檔案，且不設密碼片語。</translation>
    </message>
    <message>
        <source>The app&apos;s certificate ended on %1; make a new one, upload it to the app registration, and store it here.</source>
        <translation>應用程式的憑證已於 %1 到期；請建立新憑證，上傳到應用程式註冊，並儲存於此。</translation>
    </message>
    <message>
        <source>Microsoft 365 refuses the sign-in of the app in the tenant &quot;%1&quot; (%2); check tenant, client id, and that the certificate or secret is registered and has not expired.</source>
        <translation>Microsoft 365 拒絕應用程式登入租用戶「%1」（%2）；請檢查租用戶、用戶端識別碼，以及憑證或密碼是否已註冊且未到期。</translation>
    </message>
    <message>
        <source>In the tenant &quot;%1&quot; the app may not do what needs the permission %2; have an administrator consent to it, or widen the scope of its role.</source>
        <translation>在租用戶「%1」中，應用程式不得執行需要 %2 權限的操作；請由系統管理員同意此權限，或擴大其角色的範圍。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; refuses a request (%2, %3); try again later, and see docs/microsoft365.md if it stays so.</source>
        <translation>「%1」拒絕了要求（%2，%3）；請稍後再試，若持續發生，請參閱 docs/microsoft365.md。</translation>
    </message>
    <message>
        <source>The keychain of this account is locked; unlock it, or name files for the secrets with --secret-file KIND=PATH.</source>
        <translation>此帳戶的金鑰圈已鎖定；請解鎖，或以 --secret-file KIND=PATH 指定存放祕密的檔案。</translation>
    </message>
    <message>
        <source>The keychain of this account refuses access; allow it, or name files for the secrets with --secret-file KIND=PATH.</source>
        <translation>此帳戶的金鑰圈拒絕存取；請允許存取，或以 --secret-file KIND=PATH 指定存放祕密的檔案。</translation>
    </message>
    <message>
        <source>The proxy named in &quot;%1&quot; is neither &quot;system&quot; nor &quot;none&quot; nor like &quot;http://host:port&quot;; correct or delete that file, or set the proxy in the window&apos;s settings.</source>
        <translation>「%1」中的 Proxy 既不是「system」或「none」，也不是「http://主機:連接埠」的形式；請更正或刪除該檔案，或在視窗的設定中設定 Proxy。</translation>
    </message>
    <message>
        <source>A destination of the kind &quot;%1&quot; needs no administrator&apos;s consent; only Microsoft 365 (graph:TENANT) does.</source>
        <translation>「%1」類型的目的地不需要系統管理員同意；只有 Microsoft 365 (graph:TENANT) 需要。</translation>
    </message>
    <message>
        <source>The consent for the tenant &quot;%1&quot; was not given (%2); let a global administrator open the link and accept, and look the code up at Microsoft if it names one.</source>
        <translation>未授與租用戶「%1」的同意（%2）；請由全域系統管理員開啟連結並接受；若有代碼，請向 Microsoft 查詢。</translation>
    </message>
    <message>
        <source>The browser did not come back within %1 minutes; start again, or check later if somebody else accepts on another computer.</source>
        <translation>瀏覽器未在 %1 分鐘內返回；請重新開始；若由其他人在另一部電腦上接受，請稍後再檢查。</translation>
    </message>
    <message>
        <source>The consent for the tenant &quot;%1&quot; was given, but the app&apos;s access does not work yet; check again in some minutes, and see that the app registration asks for User.Read.All.</source>
        <translation>已授與租用戶「%1」的同意，但應用程式的存取尚未生效；請數分鐘後再次檢查，並確認應用程式註冊已要求 User.Read.All。</translation>
    </message>
    <message>
        <source>Another tenant answered (%2) than the connector&apos;s, &quot;%1&quot;; sign in with an account of that tenant, or correct the tenant.</source>
        <translation>回覆的租用戶（%2）與連接器的租用戶「%1」不同；請以該租用戶的帳戶登入，或更正租用戶。</translation>
    </message>
    <message>
        <source>The sign-in to the tenant &quot;%1&quot; was refused (%2); try again, or go on without it: it only shows who sets the connector up.</source>
        <translation>登入租用戶「%1」遭拒（%2）；請再試一次，或略過登入：它只用來顯示由誰設定連接器。</translation>
    </message>
    <message>
        <source>No port of this computer is free to wait for the browser; close other programs or restart the computer, or send the link to an administrator and check later.</source>
        <translation>這部電腦沒有可用的連接埠來等待瀏覽器；請關閉其他程式或重新啟動電腦，或將連結傳送給系統管理員並稍後檢查。</translation>
    </message>
    <message>
        <source>The connector &quot;%1&quot; holds the originals of %2 items that are not settled and whose deliveries, such as &quot;%3&quot;, are not found at the source; put the deliveries back, or retry or waive the items, then remove it.</source>
        <translation>連接器「%1」保留著 %2 個尚未了結項目的原始內容，而其傳遞檔（例如「%3」）在來源已找不到；請將傳遞檔放回，或重試或豁免這些項目，然後再移除。</translation>
    </message>
    <message>
        <source>Imported deliveries cannot be moved to &quot;%1&quot;; name a folder below the source&apos;s folder, as in --after-import move:done.</source>
        <translation>無法將已匯入的傳遞檔移至「%1」；請指定來源資料夾之下的資料夾，例如 --after-import move:done。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; is imported but was not moved, because another file of this name lies in &quot;%2&quot; at the source; compare the two and rename or remove one of them.</source>
        <translation>傳遞檔「%1」已匯入但未移動，因為來源的「%2」中有另一個同名檔案；請比較兩者，並重新命名或移除其中一個。</translation>
    </message>
</context>
<context>
    <name>MappingProblemText</name>
    <message>
        <source>The number is missing; write it in international form.</source>
        <translation>缺少號碼；請以國際格式輸入。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no phone number; write it in international form, as in +44 7911 123456.</source>
        <translation>「%1」不是電話號碼；請以國際格式輸入，例如 +44 7911 123456。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was turned into a power of ten by a spreadsheet and has lost digits; format the column as text and enter the number again.</source>
        <translation>「%1」被試算表轉為科學記號而遺失位數；請將該欄設為文字格式並重新輸入號碼。</translation>
    </message>
    <message>
        <source>No numbering plan knows &quot;%1&quot;; check it.</source>
        <translation>沒有編號計畫包含「%1」；請檢查。</translation>
    </message>
    <message>
        <source>The mailbox is missing; write its mail address.</source>
        <translation>缺少信箱；請輸入其郵件地址。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no mail address; correct it.</source>
        <translation>「%1」不是郵件地址；請更正。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lies under .invalid and can never exist; write the real mailbox.</source>
        <translation>「%1」位於 .invalid 之下，不可能存在；請輸入實際的信箱。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date; write year-month-day, as in 2026-11-30.</source>
        <translation>「%1」不是日期；請輸入年-月-日，例如 2026-11-30。</translation>
    </message>
    <message>
        <source>The row is valid from %1 until %2, which is never; exchange the dates.</source>
        <translation>此列的有效期間為 %1 至 %2，不可能成立；請對調日期。</translation>
    </message>
    <message>
        <source>The row says the same as line %1; remove one of them.</source>
        <translation>此列與第 %1 行相同；請移除其中之一。</translation>
    </message>
    <message>
        <source>Line %1 gives another mailbox for the same number on the same days; give the rows dates that do not overlap.</source>
        <translation>第 %1 行在相同日期為同一號碼指定了其他信箱；請使用不重疊的日期。</translation>
    </message>
    <message>
        <source>The row has too few columns; it needs a number and a mailbox.</source>
        <translation>此列的欄位太少；需要號碼與信箱。</translation>
    </message>
    <message>
        <source>A quotation mark is opened here and never closed; close it.</source>
        <translation>此處的引號沒有結束；請補上。</translation>
    </message>
    <message>
        <source>A spreadsheet would run &quot;%1&quot; as a formula; write plain text.</source>
        <translation>試算表會將「%1」當成公式執行；請使用純文字。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no country code; write it in international form or give a default region.</source>
        <translation>「%1」沒有國碼；請以國際格式書寫，或指定預設地區。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands in a column that is neither &quot;Valid From&quot; nor &quot;Valid Until&quot;; give the column one of these names or empty it.</source>
        <translation>「%1」所在的欄位既不是「Valid From」也不是「Valid Until」；請將該欄改為其中一個名稱，或清空該欄。</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; is not read; if it should be, give it the name that the template has.</source>
        <translation>不會讀取欄位「%1」；若應讀取，請使用範本中的欄位名稱。</translation>
    </message>
</context>
<context>
    <name>NoteText</name>
    <message>
        <source>The file &quot;%1&quot; at the source is no delivery and was left alone; remove it if it does not belong there.</source>
        <translation>來源的檔案「%1」不是傳遞檔，未予處理；若不屬於該處請移除。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; came again with other bytes and was read as another delivery; ask the sender why.</source>
        <translation>傳遞檔「%1」再次送達但內容不同，已視為另一個傳遞檔讀取；請向寄件者查詢原因。</translation>
    </message>
    <message>
        <source>The source id &quot;%1&quot; came again with other bytes, in &quot;%2&quot;, entry &quot;%3&quot;, and was imported as another item; compare the two.</source>
        <translation>來源識別碼「%1」在「%2」的項目「%3」中再次出現但內容不同，已匯入為另一個項目；請比對兩者。</translation>
    </message>
    <message>
        <source>In the delivery &quot;%1&quot;, entry &quot;%2&quot;, the captured employee is neither a number nor a mail address; the participants decided who gets a copy.</source>
        <translation>在傳遞檔「%1」的項目「%2」中，被擷取的員工既不是號碼也不是郵件地址；複本由參與者決定。</translation>
    </message>
    <message>
        <source>The mapping file has a problem in line %1 (%2); see &quot;mapping check&quot;.</source>
        <translation>對應檔第 %1 行有問題 (%2)；請參閱「mapping check」。</translation>
    </message>
    <message>
        <source>The mapping file &quot;%1&quot; is not there; the run went on without it, put it back and retry what is unmapped.</source>
        <translation>對應檔「%1」不存在；執行已略過它繼續，請放回檔案並重試未對應的項目。</translation>
    </message>
    <message>
        <source>The original is gone from &quot;%1&quot;, for %2 items, and no later delivery holds it; put the delivery back into the source and retry.</source>
        <translation>「%1」中 %2 個項目的原始內容已不存在，且沒有後續的傳遞檔包含它；請將傳遞檔放回來源後重試。</translation>
    </message>
    <message>
        <source>About the delivery &quot;%1&quot;: %2.</source>
        <translation>關於傳遞檔「%1」：%2。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; may still be growing and waits for the next run.</source>
        <translation>傳遞檔「%1」可能仍在傳送中，將於下次執行處理。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; cannot be read (%2); let this account read it, the next sync takes it up.</source>
        <translation>無法讀取傳遞檔「%1」(%2)；請讓此帳戶可以讀取，下次同步會處理。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; could not be read; let this account read it, the next sync takes it up.</source>
        <translation>無法讀取傳遞檔「%1」；請讓此帳戶可以讀取，下次同步會處理。</translation>
    </message>
    <message>
        <source>The import of the delivery &quot;%1&quot; is not finished and its file is gone from the source or has other bytes; put the delivery back and sync, or explain the finding.</source>
        <translation>傳遞檔「%1」的匯入尚未完成，但其檔案已不在來源或內容已不同；請放回該傳遞檔並同步，或說明此發現。</translation>
    </message>
    <message>
        <source>The source is empty, %1 deliveries were there before; see where they went.</source>
        <translation>來源是空的，先前有 %1 個傳遞檔；請查明它們的去向。</translation>
    </message>
    <message>
        <source>A file number is missing: %1; ask the sender for the delivery.</source>
        <translation>缺少檔案編號：%1；請向寄件者索取傳遞檔。</translation>
    </message>
    <message>
        <source>No delivery came for %1; ask the sender whether that is right.</source>
        <translation>%1 沒有收到傳遞檔；請向寄件者確認是否正確。</translation>
    </message>
    <message>
        <source>The held originals of %2 items from &quot;%1&quot; are damaged and were left where they are; put the delivery back into the source and retry.</source>
        <translation>來自「%1」的 %2 個項目所保留的原始內容已損壞，並留在原處；請將傳遞檔放回來源，然後重試。</translation>
    </message>
    <message>
        <source>The held originals of %2 items from &quot;%1&quot; cannot be opened, because their key is not at hand; unlock the keychain of the account that ran the import, or bring its key file back, and retry.</source>
        <translation>來自「%1」的 %2 個項目所保留的原始內容無法開啟，因為其金鑰不在手邊；請解鎖執行匯入之帳戶的金鑰圈，或放回其金鑰檔，然後重試。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; was at the source when it was listed and gone when it was to be read; put it back and sync, or explain the finding.</source>
        <translation>傳遞檔「%1」列出時還在來源，要讀取時已不在；請將它放回並同步，或說明此發現。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; at the source has the name of a delivery and is a folder or a link that leads nowhere; put the file in its place, or remove it.</source>
        <translation>來源的「%1」有傳遞檔的名稱，卻是資料夾或指向不存在位置的連結；請放入該檔案，或將它移除。</translation>
    </message>
    <message>
        <source>The delivery &quot;%1&quot; is imported but could not be moved or deleted at the source; see the notes of the last sync for the reason, the next one tries again.</source>
        <translation>傳遞檔「%1」已匯入，但無法在來源移動或刪除；原因請見上次同步的附註，下次同步會再試一次。</translation>
    </message>
    <message>
        <source>The originals of %1 items are not attached, because their mails would be over the size limit; the mails name size and SHA-256 of each. Raise the limit before an import to have them attached.</source>
        <translation>有 %1 個項目未附上原始檔，因為附上後郵件會超過大小限制；郵件中註明了各原始檔的大小與 SHA-256。若要附上，請在匯入前提高限制。</translation>
    </message>
    <message>
        <source>The name of the delivery &quot;%1&quot; begins with a date that does not exist, so it is not imported; ask the sender for the right date, rename the file and explain the finding.</source>
        <translation>傳遞檔「%1」的名稱以不存在的日期開頭，因此未匯入；請向寄件者詢問正確日期、重新命名檔案並說明此發現。</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>確定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重設</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>說明</translation>
    </message>
</context>
<context>
    <name>QWizard</name>
    <message>
        <source>&lt; &amp;Back</source>
        <translation>&lt; 上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next &gt;</source>
        <translation>下一步(&amp;N) &gt;</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完成(&amp;F)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ReasonText</name>
    <message>
        <source>no participant has a mailbox</source>
        <translation>沒有參與者具有信箱</translation>
    </message>
    <message>
        <source>the captured employee has no mailbox</source>
        <translation>被擷取的員工沒有信箱</translation>
    </message>
    <message>
        <source>the mapping gives two mailboxes for one number on one day</source>
        <translation>對應檔在同一天為一個號碼指定了兩個信箱</translation>
    </message>
    <message>
        <source>the mapping names a mailbox that does not exist</source>
        <translation>對應檔指定的信箱不存在</translation>
    </message>
    <message>
        <source>the mailbox refuses access</source>
        <translation>信箱拒絕存取</translation>
    </message>
    <message>
        <source>the item is over the size limit</source>
        <translation>項目超過大小限制</translation>
    </message>
    <message>
        <source>the message cannot be read</source>
        <translation>無法讀取訊息</translation>
    </message>
    <message>
        <source>the manifest lists it, the delivery does not hold it</source>
        <translation>資訊清單有列出，但傳遞檔中沒有</translation>
    </message>
    <message>
        <source>the item is encrypted with a customer key</source>
        <translation>項目以客戶金鑰加密</translation>
    </message>
    <message>
        <source>the destination refused the mail</source>
        <translation>目的地拒絕郵件</translation>
    </message>
    <message>
        <source>the destination could not be reached</source>
        <translation>無法連線到目的地</translation>
    </message>
    <message>
        <source>the run was stopped before this copy</source>
        <translation>執行在此複本之前停止</translation>
    </message>
    <message>
        <source>Add the number to the mapping file, then retry.</source>
        <translation>將號碼加入對應檔，然後重試。</translation>
    </message>
    <message>
        <source>Add the employee&apos;s number to the mapping file, then retry.</source>
        <translation>將員工的號碼加入對應檔，然後重試。</translation>
    </message>
    <message>
        <source>Give the two lines of the mapping file dates that do not overlap, then retry.</source>
        <translation>讓對應檔中這兩行的日期不重疊，然後重試。</translation>
    </message>
    <message>
        <source>Correct the mailbox in the mapping file or create it, then retry.</source>
        <translation>更正對應檔中的信箱或建立該信箱，然後重試。</translation>
    </message>
    <message>
        <source>Grant access to the mailbox, then retry.</source>
        <translation>授與信箱的存取權，然後重試。</translation>
    </message>
    <message>
        <source>Raise the size limit of the connector, then retry.</source>
        <translation>提高連線器的大小限制，然後重試。</translation>
    </message>
    <message>
        <source>Ask for the message to be delivered again, or waive it.</source>
        <translation>要求重新傳遞訊息，或予以豁免。</translation>
    </message>
    <message>
        <source>Have the message delivered without customer-key encryption, or waive it.</source>
        <translation>要求以未使用客戶金鑰加密的方式傳遞，或予以豁免。</translation>
    </message>
    <message>
        <source>Check the limits of the mailbox, then retry.</source>
        <translation>檢查信箱的限制，然後重試。</translation>
    </message>
    <message>
        <source>The next sync finishes it by itself.</source>
        <translation>下次同步會自動完成。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Connector</source>
        <translation>連線器</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>not known for this run</source>
        <translation>此執行沒有記錄</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Mapping file</source>
        <translation>對應檔</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Automatic mapping</source>
        <translation>自動對應</translation>
    </message>
    <message>
        <source>on</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>off</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Size limit</source>
        <translation>大小限制</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>網域</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任何</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>原始項目</translation>
    </message>
    <message>
        <source>attached to each mail</source>
        <translation>附加於每封郵件</translation>
    </message>
    <message>
        <source>not kept in the mail, only their SHA-256</source>
        <translation>不保留於郵件，僅保留其 SHA-256</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>總數</translation>
    </message>
    <message>
        <source>Items available from the source</source>
        <translation>來源可用的項目</translation>
    </message>
    <message>
        <source>Copies available for import</source>
        <translation>可匯入的複本</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已匯入</translation>
    </message>
    <message>
        <source>Partial (attachments dropped)</source>
        <translation>部分匯入（已捨棄附件）</translation>
    </message>
    <message>
        <source>Skipped (there already)</source>
        <translation>已略過（已存在）</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Deliveries in quarantine</source>
        <translation>隔離中的傳遞檔</translation>
    </message>
    <message>
        <source>%1 = %2 imported + %3 partial + %4 skipped + %5 failed</source>
        <translation>%1 = %2 已匯入 + %3 部分匯入 + %4 已略過 + %5 失敗</translation>
    </message>
    <message>
        <source>Failed by reason</source>
        <translation>失敗原因統計</translation>
    </message>
    <message>
        <source>%1 more are in the CSV and JSON reports of this run.</source>
        <translation>另有 %1 筆列於此執行的 CSV 與 JSON 報告。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>參與者</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>信箱</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>傳遞檔</translation>
    </message>
    <message>
        <source>Copies settled by hand</source>
        <translation>人工結案的複本</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人員</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Import report</source>
        <translation>匯入報告</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>執行</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>錯誤</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Report made</source>
        <translation>報告產生時間</translation>
    </message>
    <message>
        <source>Head of the audit chain (SHA-256)</source>
        <translation>稽核鏈的最新雜湊值 (SHA-256)</translation>
    </message>
    <message>
        <source>Failed and partial copies</source>
        <translation>失敗與部分匯入的複本</translation>
    </message>
    <message>
        <source>Open findings</source>
        <translation>未結的發現</translation>
    </message>
    <message>
        <source>Notes of the run</source>
        <translation>執行的備註</translation>
    </message>
</context>
<context>
    <name>RunStateText</name>
    <message>
        <source>running</source>
        <translation>執行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>finished with failures</source>
        <translation>已完成，但有失敗</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>sync of a date range</source>
        <translation>日期範圍同步</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>repair</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在啟動</translation>
    </message>
    <message>
        <source>reading the archive folders back</source>
        <translation>正在讀回封存資料夾</translation>
    </message>
    <message>
        <source>listing deliveries</source>
        <translation>正在列出傳遞檔</translation>
    </message>
    <message>
        <source>checking deliveries</source>
        <translation>正在檢查傳遞檔</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>正在匯入</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>正在完成</translation>
    </message>
    <message>
        <source>reading mailboxes</source>
        <translation>正在讀取信箱</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>Size</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 位元組</translation>
    </message>
</context>
<context>
    <name>TypeText</name>
    <message>
        <source>Brings archived %1 communication of your organisation from TeleMessage into the mailboxes of the users who took part in it: %2. Each mailbox gets its copies in a folder named &quot;%3&quot;, so that legal hold, content search, eDiscovery and retention apply to them.</source>
        <translation>將組織由 TeleMessage 封存的 %1 通訊匯入參與使用者的信箱：%2。每個信箱會在名為「%3」的資料夾中取得複本，使訴訟資料暫留、內容搜尋、電子文件探索與保留原則得以適用。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The data folder to work with.</source>
        <translation>要使用的資料資料夾。</translation>
    </message>
</context>
<context>
    <name>tallybridge::BackgroundPresence</name>
    <message>
        <source>The import could not run. Open the window to see why.</source>
        <translation>無法執行匯入。請開啟視窗查看原因。</translation>
    </message>
    <message>
        <source>failed copies: %1</source>
        <translation>失敗的複本：%1</translation>
    </message>
    <message>
        <source>partial copies: %1</source>
        <translation>部分匯入的複本：%1</translation>
    </message>
    <message>
        <source>deliveries in quarantine: %1</source>
        <translation>隔離中的傳遞檔：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The window is closed; imports go on by their schedule. Quit with the menu of this sign.</source>
        <translation>視窗已關閉；匯入會依排程繼續。若要結束程式，請使用此圖示的功能表。</translation>
    </message>
    <message>
        <source>connectors that need attention: %1</source>
        <translation>需要注意的連線器：%1</translation>
    </message>
    <message>
        <source>The import left something to look at. Open the window.</source>
        <translation>匯入後有需要查看的項目。請開啟視窗。</translation>
    </message>
    <message>
        <source>The import ended with %1. Open the window to look at them.</source>
        <translation>匯入已結束：%1。請開啟視窗查看。</translation>
    </message>
    <message>
        <source>Imports are in trouble. Open the window to see why.</source>
        <translation>匯入發生問題。請開啟視窗查看原因。</translation>
    </message>
</context>
<context>
    <name>tallybridge::Banner</name>
    <message>
        <source>Message</source>
        <translation>訊息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>關閉訊息</translation>
    </message>
</context>
<context>
    <name>tallybridge::BusyRow</name>
    <message>
        <source>Under way</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>tallybridge::ConnectorActions</name>
    <message>
        <source>%1 belongs to %2 now.</source>
        <translation>%1 現在對應到 %2。</translation>
    </message>
    <message>
        <source>&amp;Undo mapping</source>
        <translation>復原對應(&amp;U)</translation>
    </message>
    <message>
        <source>The mapping is as it was before. Copies that were imported meanwhile stay.</source>
        <translation>對應已恢復原狀。期間匯入的複本會保留。</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>儲存報告</translation>
    </message>
    <message>
        <source>PDF for auditors (*.pdf)</source>
        <translation>稽核人員用 PDF (*.pdf)</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>試算表用 CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON for programs (*.json)</source>
        <translation>程式用 JSON (*.json)</translation>
    </message>
    <message>
        <source>The report was saved as &quot;%1&quot;.</source>
        <translation>報告已儲存為「%1」。</translation>
    </message>
    <message>
        <source>Still waiting for a person: unsettled copies: %1; deliveries in quarantine: %2; open findings: %3. The audit keeps that they were open.</source>
        <translation>仍待人工處理：未結案的複本：%1；隔離中的傳遞檔：%2；未結的發現：%3。稽核會保留其未結狀態。</translation>
    </message>
    <message>
        <source>Remove connector</source>
        <translation>移除連線器</translation>
    </message>
    <message>
        <source>Remove the connector &quot;%1&quot;?</source>
        <translation>要移除連線器「%1」嗎？</translation>
    </message>
    <message>
        <source>Deleted: its settings, runs, lists of failures and receipts in the ledger. This cannot be undone.

Kept: the mails in the destination (%1), the deliveries at the source (%2) and the audit.</source>
        <translation>刪除：其設定、執行記錄、失敗清單以及總帳中的收據。此動作無法復原。

保留：目的地 (%1) 中的郵件、來源 (%2) 的傳遞檔，以及稽核記錄。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
</context>
<context>
    <name>tallybridge::ConnectorModel</name>
    <message>
        <source>Never</source>
        <translation>從未</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>現在到期</translation>
    </message>
    <message>
        <source>Not planned</source>
        <translation>未排程</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>上次執行</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已匯入</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>下次執行</translation>
    </message>
</context>
<context>
    <name>tallybridge::ConnectorWizard</name>
    <message>
        <source>Add a connector</source>
        <translation>新增連線器</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>編輯 %1</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>儲存(&amp;S)</translation>
    </message>
</context>
<context>
    <name>tallybridge::ConnectorsPage</name>
    <message>
        <source>Reading the ledger…</source>
        <translation>正在讀取總帳…</translation>
    </message>
    <message>
        <source>There is no connector yet</source>
        <translation>尚無連線器</translation>
    </message>
    <message>
        <source>A connector brings the archived communication of your organisation into the users&apos; mailboxes, every day, and shows what became of every item.</source>
        <translation>連線器每天將組織封存的通訊匯入使用者的信箱，並顯示每個項目的處理結果。</translation>
    </message>
    <message>
        <source>&amp;Add connector…</source>
        <translation>新增連線器(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Try with sample data</source>
        <translation>試用範例資料(&amp;T)</translation>
    </message>
    <message>
        <source>The sample is imported into a local archive in the data folder; no account is needed. Trying it accepts the &lt;a href=&quot;terms&quot;&gt;terms of service&lt;/a&gt;.</source>
        <translation>範例會匯入資料資料夾中的本機封存，不需要帳戶。試用即表示接受&lt;a href=&quot;terms&quot;&gt;服務條款&lt;/a&gt;。</translation>
    </message>
    <message>
        <source>Actions of the selected connector</source>
        <translation>所選連線器的動作</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>連線器</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>立即同步(&amp;S)</translation>
    </message>
    <message>
        <source>Import everything new</source>
        <translation>匯入所有新項目</translation>
    </message>
    <message>
        <source>F9</source>
        <translation>F9</translation>
    </message>
    <message>
        <source>R&amp;e-sync…</source>
        <translation>重新同步(&amp;E)…</translation>
    </message>
    <message>
        <source>Read the deliveries of some days again</source>
        <translation>再次讀取某些日期的傳遞檔</translation>
    </message>
    <message>
        <source>Shift+F9</source>
        <translation>Shift+F9</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>驗證(&amp;V)</translation>
    </message>
    <message>
        <source>Read the mailboxes back and compare</source>
        <translation>讀回信箱內容並比對</translation>
    </message>
    <message>
        <source>Ctrl+Shift+V</source>
        <translation>Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>Re&amp;port…</source>
        <translation>報告(&amp;P)…</translation>
    </message>
    <message>
        <source>Save a report of the newest run as PDF, CSV or JSON</source>
        <translation>將最新執行的報告儲存為 PDF、CSV 或 JSON</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation>Ctrl+P</translation>
    </message>
    <message>
        <source>E&amp;dit…</source>
        <translation>編輯(&amp;D)…</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop what is being done; the next sync goes on there</source>
        <translation>停止目前的工作；下次同步會由此繼續</translation>
    </message>
    <message>
        <source>Ctrl+.</source>
        <translation>Ctrl+.</translation>
    </message>
    <message>
        <source>&amp;Retry failed</source>
        <translation>重試失敗項目(&amp;R)</translation>
    </message>
    <message>
        <source>Import failed and partial copies again</source>
        <translation>再次匯入失敗與部分匯入的複本</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Set one up on the command line with &quot;tallybridgectl connector add&quot;; it appears here by itself.</source>
        <translation>請在命令列以「tallybridgectl connector add」設定連線器；它會自動出現在這裡。</translation>
    </message>
</context>
<context>
    <name>tallybridge::ConsentStep</name>
    <message>
        <source>Admin consent</source>
        <translation>系統管理員同意</translation>
    </message>
    <message>
        <source>An administrator of the tenant allows the app what it needs. Only access that was tried counts.</source>
        <translation>由租用戶的系統管理員允許應用程式所需的權限。只有實際試過的存取才算數。</translation>
    </message>
    <message>
        <source>State of the access</source>
        <translation>存取狀態</translation>
    </message>
    <message>
        <source>A group of mail&amp;boxes only (recommended)</source>
        <translation>僅限一組信箱（建議）(&amp;B)</translation>
    </message>
    <message>
        <source>What a scope means</source>
        <translation>範圍的意義</translation>
    </message>
    <message>
        <source>The app registration asks for User.Read.All alone, to find mailboxes by their addresses. An Exchange administrator gives the app the role &quot;Application Mail.ReadWrite&quot; for a group of mailboxes (RBAC for Applications). Copies for anybody else are refused.</source>
        <translation>應用程式註冊只要求 User.Read.All，以便依地址尋找信箱。Exchange 系統管理員針對一組信箱授與應用程式「Application Mail.ReadWrite」角色 (RBAC for Applications)。其他人的複本會被拒絕。</translation>
    </message>
    <message>
        <source>All mailboxes of the &amp;tenant</source>
        <translation>租用戶的所有信箱(&amp;T)</translation>
    </message>
    <message>
        <source>What tenant-wide consent means</source>
        <translation>全租用戶同意的意義</translation>
    </message>
    <message>
        <source>The app registration asks for Mail.ReadWrite too. One consent is enough, and the app may then read and write every mailbox of the organisation: right for a trial tenant, seldom for others.</source>
        <translation>應用程式註冊另外要求 Mail.ReadWrite。一次同意即可，之後應用程式可以讀寫組織的每個信箱：適合試用租用戶，其他情況很少適合。</translation>
    </message>
    <message>
        <source>&amp;Give consent…</source>
        <translation>給予同意(&amp;G)…</translation>
    </message>
    <message>
        <source>C&amp;opy link</source>
        <translation>複製連結(&amp;O)</translation>
    </message>
    <message>
        <source>Copy link for an administrator at another computer</source>
        <translation>複製給另一部電腦上的系統管理員的連結</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>再次檢查(&amp;A)</translation>
    </message>
    <message>
        <source>About the consent</source>
        <translation>關於同意</translation>
    </message>
    <message>
        <source>&quot;Give consent&quot; opens Microsoft&apos;s page in the browser of this computer; a global administrator accepts there. &quot;Copy link&quot; is for an administrator at another computer: that the browser there finds nothing at localhost afterwards does not matter. Check again when it was accepted.</source>
        <translation>「給予同意」會在這部電腦的瀏覽器開啟 Microsoft 的頁面，由全域系統管理員在該處接受。「複製連結」供另一部電腦上的系統管理員使用：該處的瀏覽器之後在 localhost 找不到頁面並無妨。接受之後請再次檢查。</translation>
    </message>
    <message>
        <source>Who sets this up (optional)</source>
        <translation>由誰設定（選用）</translation>
    </message>
    <message>
        <source>&amp;Sign in as administrator…</source>
        <translation>以系統管理員身分登入(&amp;S)…</translation>
    </message>
    <message>
        <source>ask for the right to read E&amp;xchange roles</source>
        <translation>要求讀取 Exchange 角色的權限(&amp;X)</translation>
    </message>
    <message>
        <source>Who sets this up</source>
        <translation>由誰設定</translation>
    </message>
    <message>
        <source>Nobody has signed in. The name would be kept with the connector and in the audit.</source>
        <translation>尚無人登入。名稱會保留在連線器與稽核中。</translation>
    </message>
    <message>
        <source>Co&amp;py address</source>
        <translation>複製網址(&amp;P)</translation>
    </message>
    <message>
        <source>Copy the address of the page that was opened in the browser</source>
        <translation>複製已在瀏覽器中開啟之頁面的網址</translation>
    </message>
    <message>
        <source>Waiting for an administrator to accept in the browser, 15 minutes at most…</source>
        <translation>正在等待系統管理員在瀏覽器中接受，最多 15 分鐘…</translation>
    </message>
    <message>
        <source>The browser is back. Trying the access; a new consent may take two minutes to reach every server…</source>
        <translation>瀏覽器已返回。正在嘗試存取；新的同意可能需要兩分鐘才會到達每部伺服器…</translation>
    </message>
    <message>
        <source>Trying the access…</source>
        <translation>正在嘗試存取…</translation>
    </message>
    <message>
        <source>The app may write to every mailbox: Mail.ReadWrite was consented to for the whole tenant, and the two add up. Take the permission away from the app registration and its consent from the enterprise application, and check again; or choose all mailboxes.</source>
        <translation>應用程式可以寫入每個信箱：Mail.ReadWrite 已獲得整個租用戶的同意，且兩者會相加。請從應用程式註冊移除該權限、從企業應用程式移除其同意，然後再次檢查；或選擇所有信箱。</translation>
    </message>
    <message>
        <source>The app may not write to mailboxes yet: Mail.ReadWrite is not among its permissions. Add it to the app registration (API permissions, application permissions) and give the consent again; or choose a group of mailboxes.</source>
        <translation>應用程式尚不得寫入信箱：其權限不包含 Mail.ReadWrite。請將它加入應用程式註冊（API 權限、應用程式權限）並再次給予同意；或選擇一組信箱。</translation>
    </message>
    <message>
        <source>The access works. You can go on.</source>
        <translation>存取可以運作。您可以繼續。</translation>
    </message>
    <message>
        <source>Go on as it is</source>
        <translation>依現狀繼續</translation>
    </message>
    <message>
        <source>Waiting for the sign-in in the browser, 15 minutes at most…</source>
        <translation>正在等待在瀏覽器中登入，最多 15 分鐘…</translation>
    </message>
    <message>
        <source>The browser is back. Reading the roles…</source>
        <translation>瀏覽器已返回。正在讀取角色…</translation>
    </message>
    <message>
        <source>Copied. Send the link to a global administrator, and check again when it was accepted.</source>
        <translation>已複製。請將連結傳送給全域系統管理員，並在接受之後再次檢查。</translation>
    </message>
    <message>
        <source>No access yet: an administrator of the tenant has not consented, or it has not taken effect.</source>
        <translation>尚無存取權：租用戶的系統管理員尚未同意，或同意尚未生效。</translation>
    </message>
    <message>
        <source>%1 has set this connector up.</source>
        <translation>此連線器由 %1 設定。</translation>
    </message>
    <message>
        <source>Signed in: %1</source>
        <translation>已登入：%1</translation>
    </message>
    <message>
        <source>Signed in: %1 (%2)</source>
        <translation>已登入：%1 (%2)</translation>
    </message>
</context>
<context>
    <name>tallybridge::DestinationStep</name>
    <message>
        <source>&amp;Local archive</source>
        <translation>本機封存(&amp;L)</translation>
    </message>
    <message>
        <source>About the local archive</source>
        <translation>關於本機封存</translation>
    </message>
    <message>
        <source>One folder of mails (Maildir++) for each user, for evaluation, small offices and export. No consent is needed. Its files lie in clear: whoever can read the folder can read the messages, so protect the disk it lies on.</source>
        <translation>每位使用者一個郵件資料夾 (Maildir++)，適用於評估、小型辦公室與匯出。不需要同意。檔案以明文存放：能讀取該資料夾的人就能讀取訊息，請保護其所在的磁碟。</translation>
    </message>
    <message>
        <source>Fold&amp;er:</source>
        <translation>資料夾(&amp;E)：</translation>
    </message>
    <message>
        <source>in the data folder of the program</source>
        <translation>位於程式的資料資料夾</translation>
    </message>
    <message>
        <source>Browse for the folder of the archive</source>
        <translation>瀏覽封存資料夾</translation>
    </message>
    <message>
        <source>About Microsoft 365</source>
        <translation>關於 Microsoft 365</translation>
    </message>
    <message>
        <source>&amp;Domains:</source>
        <translation>網域(&amp;D)：</translation>
    </message>
    <message>
        <source>any; for example contoso.com, contoso.co.uk</source>
        <translation>不限；例如 contoso.com, contoso.co.uk</translation>
    </message>
    <message>
        <source>About the domains</source>
        <translation>關於網域</translation>
    </message>
    <message>
        <source>A mailbox counts as existing when its address lies in one of these domains. Name your own, or people outside your organisation get mailboxes too.</source>
        <translation>地址屬於這些網域之一的信箱才視為存在。請填入貴組織的網域，否則組織外的人員也會取得信箱。</translation>
    </message>
    <message>
        <source>Folder of the archive</source>
        <translation>封存資料夾</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Checking the destination…</source>
        <translation>正在檢查目的地…</translation>
    </message>
    <message>
        <source>This connector writes to %1. Here that stays as it is; &quot;tallybridgectl connector edit&quot; changes it.</source>
        <translation>此連線器寫入 %1。此處維持不變；可使用「tallybridgectl connector edit」變更。</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Where the copies go.</source>
        <translation>複本的去處。</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>瀏覽(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Microsoft 365</source>
        <translation>Microsoft 365(&amp;M)</translation>
    </message>
    <message>
        <source>Into the mailboxes of the users, through your organisation&apos;s own app registration in Microsoft Entra. Help says step by step how to make one. An administrator has to consent; the next page asks for it.</source>
        <translation>透過貴組織在 Microsoft Entra 中自己的應用程式註冊，寫入使用者的信箱。說明會逐步介紹如何建立註冊。系統管理員必須同意；下一頁會要求同意。</translation>
    </message>
    <message>
        <source>&amp;Tenant:</source>
        <translation>租用戶(&amp;T)：</translation>
    </message>
    <message>
        <source>contoso.onmicrosoft.com, or the directory (tenant) ID</source>
        <translation>contoso.onmicrosoft.com，或目錄（租用戶）識別碼</translation>
    </message>
    <message>
        <source>&amp;Cloud:</source>
        <translation>雲端(&amp;C)：</translation>
    </message>
    <message>
        <source>Client &amp;ID:</source>
        <translation>用戶端識別碼(&amp;I)：</translation>
    </message>
    <message>
        <source>application (client) ID of the app registration</source>
        <translation>應用程式註冊的應用程式（用戶端）識別碼</translation>
    </message>
    <message>
        <source>Sign in with a certi&amp;ficate (recommended)</source>
        <translation>使用憑證登入（建議）(&amp;F)</translation>
    </message>
    <message>
        <source>About the certificate</source>
        <translation>關於憑證</translation>
    </message>
    <message>
        <source>Save certific&amp;ate…</source>
        <translation>儲存憑證(&amp;A)…</translation>
    </message>
    <message>
        <source>Ma&amp;ke a new one…</source>
        <translation>建立新憑證(&amp;K)…</translation>
    </message>
    <message>
        <source>Make a new certificate</source>
        <translation>建立新憑證</translation>
    </message>
    <message>
        <source>Sign in with a client sec&amp;ret</source>
        <translation>使用用戶端密碼登入(&amp;R)</translation>
    </message>
    <message>
        <source>About the client secret</source>
        <translation>關於用戶端密碼</translation>
    </message>
    <message>
        <source>The weaker way: whoever has read the secret can sign in with it from anywhere until it expires.</source>
        <translation>較弱的方式：讀過密碼的人在到期之前可以從任何地方以它登入。</translation>
    </message>
    <message>
        <source>&amp;Value of the secret:</source>
        <translation>密碼的值(&amp;V)：</translation>
    </message>
    <message>
        <source>About the destination</source>
        <translation>關於目的地</translation>
    </message>
    <message>
        <source>Worldwide, GCC</source>
        <translation>全球、GCC</translation>
    </message>
    <message>
        <source>US Government GCC High</source>
        <translation>美國政府 GCC High</translation>
    </message>
    <message>
        <source>US Department of Defense</source>
        <translation>美國國防部 (DoD)</translation>
    </message>
    <message>
        <source>China (21Vianet)</source>
        <translation>中國（世紀互聯）</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未變更</translation>
    </message>
    <message>
        <source>It is in use.</source>
        <translation>目前使用中。</translation>
    </message>
    <message>
        <source>The program makes one. Its key stays on this computer, in the keychain from Finish on; the file that you save is uploaded to the app registration.</source>
        <translation>由程式建立。金鑰留在這部電腦，按下完成後存入金鑰圈；您儲存的檔案請上傳到應用程式註冊。</translation>
    </message>
    <message>
        <source>Only addresses in these domains are looked up in the directory. People outside your organisation have no mailbox there anyway.</source>
        <translation>只會在目錄中查詢屬於這些網域的地址。組織外的人員在該處本來就沒有信箱。</translation>
    </message>
    <message>
        <source>Signing the app in…</source>
        <translation>應用程式正在登入…</translation>
    </message>
    <message>
        <source>Making a certificate…</source>
        <translation>正在建立憑證…</translation>
    </message>
    <message>
        <source>Upload the saved file to the app registration (Certificates &amp; secrets) before you go on.</source>
        <translation>繼續之前，請將儲存的檔案上傳到應用程式註冊（憑證及祕密）。</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>儲存憑證</translation>
    </message>
    <message>
        <source>tallybridge.cer</source>
        <translation>tallybridge.cer</translation>
    </message>
    <message>
        <source>Certificates (*.cer)</source>
        <translation>憑證 (*.cer)</translation>
    </message>
    <message>
        <source>Saved as %1. Upload it to the app registration.</source>
        <translation>已儲存為 %1。請上傳到應用程式註冊。</translation>
    </message>
    <message>
        <source>Thumbprint %1, valid until %2. %3</source>
        <translation>指紋 %1，有效期限至 %2。%3</translation>
    </message>
</context>
<context>
    <name>tallybridge::DetailsPane</name>
    <message>
        <source>Details of the selected connector</source>
        <translation>所選連線器的詳細資料</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>執行記錄</translation>
    </message>
    <message>
        <source>Failed copies</source>
        <translation>失敗的複本</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔離</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記錄</translation>
    </message>
</context>
<context>
    <name>tallybridge::FailureModel</name>
    <message>
        <source>Partial: attachments over the size limit are missing</source>
        <translation>部分匯入：缺少超過大小限制的附件</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在讀取…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>參與者</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>信箱</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>傳遞檔</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>嘗試次數</translation>
    </message>
</context>
<context>
    <name>tallybridge::FailuresTab</name>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Failed copies</source>
        <translation>失敗的複本</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>處理方式</translation>
    </message>
    <message>
        <source>Fi&amp;x mapping…</source>
        <translation>修正對應(&amp;X)…</translation>
    </message>
    <message>
        <source>Assign a mailbox to the number of the selected copy</source>
        <translation>將信箱指派給所選複本的號碼</translation>
    </message>
    <message>
        <source>Retry these &amp;again</source>
        <translation>再次重試這些項目(&amp;A)</translation>
    </message>
    <message>
        <source>Import the copies with the selected reason again</source>
        <translation>再次匯入所選原因的複本</translation>
    </message>
    <message>
        <source>&amp;Waive copy…</source>
        <translation>豁免複本(&amp;W)…</translation>
    </message>
    <message>
        <source>Settle the selected copy by hand</source>
        <translation>以人工將所選複本結案</translation>
    </message>
    <message>
        <source>Waive all &amp;of this reason…</source>
        <translation>豁免此原因的所有複本(&amp;O)…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>複本</translation>
    </message>
    <message>
        <source>partial: attachments are missing</source>
        <translation>部分匯入：缺少附件</translation>
    </message>
    <message>
        <source>All reasons</source>
        <translation>所有原因</translation>
    </message>
    <message>
        <source>Every copy is settled.</source>
        <translation>所有複本均已結案。</translation>
    </message>
    <message>
        <source>The selected copy counts as settled although it is not in the mailbox. It stays in every report. This cannot be undone.</source>
        <translation>所選複本雖不在信箱中，仍視為已結案，並保留於每份報告。此動作無法復原。</translation>
    </message>
    <message>
        <source>Copies that count as settled although they are not (wholly) in their mailboxes: %1. They stay in every report. This cannot be undone.</source>
        <translation>雖未（完整）存在於信箱中，仍將視為已結案的複本：%1。它們會保留於每份報告。此動作無法復原。</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>豁免</translation>
    </message>
    <message>
        <source>&amp;Waive</source>
        <translation>豁免(&amp;W)</translation>
    </message>
    <message>
        <source>Copies waived: %1.</source>
        <translation>已豁免的複本：%1。</translation>
    </message>
</context>
<context>
    <name>tallybridge::FixMappingDialog</name>
    <message>
        <source>Fix mapping</source>
        <translation>修正對應</translation>
    </message>
    <message>
        <source>The number is written into the connector&apos;s mapping file with the mailbox it belongs to. Lines about other numbers stay as they are.</source>
        <translation>號碼與其所屬信箱會寫入連線器的對應檔。其他號碼的資料維持不變。</translation>
    </message>
    <message>
        <source>Number:</source>
        <translation>號碼：</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
    </message>
    <message>
        <source>&amp;Mailbox:</source>
        <translation>信箱(&amp;M)：</translation>
    </message>
    <message>
        <source>ann@contoso.com</source>
        <translation>ann@contoso.com</translation>
    </message>
    <message>
        <source>Only &amp;from:</source>
        <translation>僅自(&amp;F)：</translation>
    </message>
    <message>
        <source>Before that day the number belonged to somebody else</source>
        <translation>在該日之前，此號碼屬於他人</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>&amp;Retry the failed copies afterwards</source>
        <translation>之後重試失敗的複本(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>指派(&amp;A)</translation>
    </message>
    <message>
        <source>In the &amp;directory:</source>
        <translation>在目錄中(&amp;D)：</translation>
    </message>
    <message>
        <source>People who have this number in the directory. Nothing is delivered because of it: you decide.</source>
        <translation>目錄中擁有此號碼的人員。系統不會據此投遞任何內容：由您決定。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>請選擇…</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <extracomment>%1 is a mailbox address, %2 the person&apos;s name, %3 the number as the directory has it</extracomment>
        <translation>%1（%2，%3）</translation>
    </message>
</context>
<context>
    <name>tallybridge::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>說明頁面</translation>
    </message>
</context>
<context>
    <name>tallybridge::HistoryChart</name>
    <message>
        <source>Copies of the last 30 days</source>
        <translation>過去 30 天的複本</translation>
    </message>
    <message>
        <source>%1 copies arrived or were there already and %2 failed, on %3 of 30 days</source>
        <translation>30 天中有 %3 天，%1 個複本已送達或已存在，%2 個失敗</translation>
    </message>
    <message>
        <source>%1: %2 arrived or there already, %3 failed</source>
        <translation>%1：%2 個已送達或已存在，%3 個失敗</translation>
    </message>
    <message>
        <source>Copies a day, last 30 days; the most on one day: %1</source>
        <translation>過去 30 天每日複本數；單日最多：%1</translation>
    </message>
    <message>
        <source>No copies in the last 30 days</source>
        <translation>過去 30 天沒有複本</translation>
    </message>
</context>
<context>
    <name>tallybridge::LogTab</name>
    <message>
        <source>S&amp;how:</source>
        <translation>顯示(&amp;H)：</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Notes of runs</source>
        <translation>執行的備註</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>發現</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>稽核</translation>
    </message>
    <message>
        <source>E&amp;xplain finding…</source>
        <translation>說明發現(&amp;X)…</translation>
    </message>
    <message>
        <source>Say why the selected finding is right; it stays in every list with the explanation</source>
        <translation>說明所選發現為何正確；它會連同說明保留於每份清單</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Selected entry</source>
        <translation>所選項目</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>What</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人員</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>Explain finding</source>
        <translation>說明發現</translation>
    </message>
    <message>
        <source>It stays in every list, with your explanation.</source>
        <translation>它會連同您的說明保留於每份清單。</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>說明(&amp;E)</translation>
    </message>
    <message>
        <source>The finding is explained.</source>
        <translation>已說明該發現。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Open finding</source>
        <translation>未結的發現</translation>
    </message>
    <message>
        <source>Explained finding</source>
        <translation>已說明的發現</translation>
    </message>
    <message>
        <source>%1 Explained: %2</source>
        <translation>%1 說明：%2</translation>
    </message>
</context>
<context>
    <name>tallybridge::MainWindow</name>
    <message>
        <source>Data connectors</source>
        <translation>資料連線器</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Connector</source>
        <translation>連線器(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Add connector…</source>
        <translation>新增連線器(&amp;A)…</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>&amp;Try with sample data</source>
        <translation>試用範例資料(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>結束(&amp;Q)</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概觀(&amp;O)</translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation>Ctrl+1</translation>
    </message>
    <message>
        <source>&amp;Connectors</source>
        <translation>連線器(&amp;C)</translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation>Ctrl+2</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>重新整理(&amp;R)</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>設定(&amp;S)…</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>&amp;Help for this page</source>
        <translation>此頁面的說明(&amp;H)</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;Terms of service</source>
        <translation>服務條款(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;About Tallybridge</source>
        <translation>關於 Tallybridge(&amp;A)</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概觀</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>連線器</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>範例</translation>
    </message>
    <message>
        <source>Terms of service</source>
        <translation>服務條款</translation>
    </message>
    <message>
        <source>About Tallybridge</source>
        <translation>關於 Tallybridge</translation>
    </message>
    <message>
        <source>Tallybridge %1</source>
        <translation>Tallybridge %1</translation>
    </message>
    <message>
        <source>An import is under way. Stop it and quit?</source>
        <translation>正在匯入。要停止並結束嗎？</translation>
    </message>
    <message>
        <source>Nothing is lost: the next sync goes on where it stopped.</source>
        <translation>不會遺失任何資料：下次同步會由停止處繼續。</translation>
    </message>
    <message>
        <source>&amp;Stop and quit</source>
        <translation>停止並結束(&amp;S)</translation>
    </message>
    <message>
        <source>Program &amp;log</source>
        <translation>程式記錄(&amp;L)</translation>
    </message>
    <message>
        <source>Program log</source>
        <translation>程式記錄</translation>
    </message>
    <message>
        <source>One file for each day lies in %1.</source>
        <translation>每天一個檔案，位於 %1。</translation>
    </message>
    <message>
        <source>Brings archived communication into mailboxes and proves that nothing is missing.

Licence: Apache License 2.0. Built with Qt %1 (LGPL 3), GMime (LGPL 2.1), libssh (LGPL 2.1), libzip (BSD), libphonenumber (Apache 2.0), OpenSSL (Apache 2.0) and SQLite (public domain).</source>
        <translation>將封存的通訊匯入信箱，並證明沒有任何遺漏。

授權：Apache License 2.0。使用 Qt %1 (LGPL 3)、GMime (LGPL 2.1)、libssh (LGPL 2.1)、libzip (BSD)、libphonenumber (Apache 2.0)、OpenSSL (Apache 2.0) 與 SQLite（公有領域）建置。</translation>
    </message>
</context>
<context>
    <name>tallybridge::MappingModel</name>
    <message>
        <source>Not used. %1</source>
        <translation>未使用。%1</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>信箱</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>結束日</translation>
    </message>
    <message>
        <source>Problem or remark</source>
        <translation>問題或備註</translation>
    </message>
</context>
<context>
    <name>tallybridge::MappingStep</name>
    <message>
        <source>User mapping</source>
        <translation>使用者對應</translation>
    </message>
    <message>
        <source>Whose mailbox gets a copy: first by the mapping file, then by the e-mail address an item carries.</source>
        <translation>誰的信箱取得複本：先依對應檔，再依項目所含的電子郵件地址。</translation>
    </message>
    <message>
        <source>&amp;Automatic mapping by the e-mail address of each participant</source>
        <translation>依每位參與者的電子郵件地址自動對應(&amp;A)</translation>
    </message>
    <message>
        <source>Custom &amp;mapping (CSV):</source>
        <translation>自訂對應 (CSV)(&amp;M)：</translation>
    </message>
    <message>
        <source>none; a file can be dropped here</source>
        <translation>無；可將檔案拖放至此</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>瀏覽(&amp;R)…</translation>
    </message>
    <message>
        <source>Browse for the mapping file</source>
        <translation>瀏覽對應檔</translation>
    </message>
    <message>
        <source>&amp;Default region:</source>
        <translation>預設地區(&amp;D)：</translation>
    </message>
    <message>
        <source>The country of numbers that are written without country code</source>
        <translation>未寫國碼的號碼所屬的國家／地區</translation>
    </message>
    <message>
        <source>&amp;Save a template…</source>
        <translation>儲存範本(&amp;S)…</translation>
    </message>
    <message>
        <source>What the mapping file holds</source>
        <translation>對應檔的內容</translation>
    </message>
    <message>
        <source>Show on&amp;ly lines with a problem or remark</source>
        <translation>只顯示有問題或備註的行(&amp;L)</translation>
    </message>
    <message>
        <source>Lines of the mapping file</source>
        <translation>對應檔的各行</translation>
    </message>
    <message>
        <source>Mapping file</source>
        <translation>對應檔</translation>
    </message>
    <message>
        <source>Mapping files (*.csv *.txt);;All files (*)</source>
        <translation>對應檔 (*.csv *.txt);;所有檔案 (*)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Reading the mapping file…</source>
        <translation>正在讀取對應檔…</translation>
    </message>
    <message>
        <source>Lines used: %1, not used: %2, remarks: %3, encoding: %4</source>
        <translation>使用的行：%1，未使用：%2，備註：%3，編碼：%4</translation>
    </message>
    <message>
        <source>Without a mapping file only the addresses in the items decide.</source>
        <translation>沒有對應檔時，僅由項目中的地址決定。</translation>
    </message>
    <message>
        <source>Save a template of a mapping file</source>
        <translation>儲存對應檔範本</translation>
    </message>
    <message>
        <source>mapping.csv</source>
        <translation>mapping.csv</translation>
    </message>
    <message>
        <source>Mapping files (*.csv)</source>
        <translation>對應檔 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已儲存為 %1。</translation>
    </message>
    <message>
        <source>Problem or remark of the selected line</source>
        <translation>所選列的問題或備註</translation>
    </message>
</context>
<context>
    <name>tallybridge::OverviewPage</name>
    <message>
        <source>Choose what you want to archive. A type opens its description and what has to be done before.</source>
        <translation>選擇要封存的內容。開啟類型可查看其說明與事前準備。</translation>
    </message>
    <message>
        <source>&amp;Search:</source>
        <translation>搜尋(&amp;S)：</translation>
    </message>
    <message>
        <source>Name or content, for example chats</source>
        <translation>名稱或內容，例如聊天</translation>
    </message>
    <message>
        <source>Connector types</source>
        <translation>連線器類型</translation>
    </message>
    <message>
        <source>No connector type matches the search.</source>
        <translation>沒有符合搜尋的連線器類型。</translation>
    </message>
    <message>
        <source>&amp;Open description</source>
        <translation>開啟說明(&amp;O)</translation>
    </message>
</context>
<context>
    <name>tallybridge::QuarantineTab</name>
    <message>
        <source>Deliveries in quarantine</source>
        <translation>隔離中的傳遞檔</translation>
    </message>
    <message>
        <source>Why it is in quarantine</source>
        <translation>隔離原因</translation>
    </message>
    <message>
        <source>&amp;Accept…</source>
        <translation>接受(&amp;A)…</translation>
    </message>
    <message>
        <source>Import what is in it with the next sync</source>
        <translation>於下次同步時匯入其內容</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>捨棄(&amp;D)…</translation>
    </message>
    <message>
        <source>Never import it</source>
        <translation>永不匯入</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>傳遞檔</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>宣告數</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>實際數</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出現</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>No delivery is in quarantine.</source>
        <translation>沒有傳遞檔被隔離。</translation>
    </message>
    <message>
        <source>What is wrong with it cannot be accepted by hand; it can only be discarded.</source>
        <translation>此問題無法以人工接受，只能捨棄。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is imported with the next sync as it is; what its manifest lists and the ZIP does not hold becomes a failed copy. This cannot be undone.</source>
        <translation>「%1」將於下次同步時依現狀匯入；資訊清單列出但 ZIP 中沒有的項目會成為失敗的複本。此動作無法復原。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stays at the source and is never imported. This cannot be undone.</source>
        <translation>「%1」會留在來源且永不匯入。此動作無法復原。</translation>
    </message>
    <message>
        <source>Accept delivery</source>
        <translation>接受傳遞檔</translation>
    </message>
    <message>
        <source>Discard delivery</source>
        <translation>捨棄傳遞檔</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>捨棄(&amp;D)</translation>
    </message>
    <message>
        <source>Accepted; the next sync imports it.</source>
        <translation>已接受；下次同步會匯入。</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>已捨棄。</translation>
    </message>
</context>
<context>
    <name>tallybridge::ReasonDialog</name>
    <message>
        <source>Explanation</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>&amp;Reason (goes into the audit with your name and the time):</source>
        <translation>理由（會連同您的名稱與時間記入稽核）(&amp;R)：</translation>
    </message>
</context>
<context>
    <name>tallybridge::ResyncDialog</name>
    <message>
        <source>Re-sync</source>
        <translation>重新同步</translation>
    </message>
    <message>
        <source>Reads the deliveries of these days again, finished ones too, so that mailboxes mapped since then get their copies. What is there already is skipped.</source>
        <translation>再次讀取這些日期的傳遞檔（包括已完成者），使之後對應的信箱取得複本。已存在者會略過。</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>自(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;To (inclusive):</source>
        <translation>至（含）(&amp;T)：</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>預覽(&amp;P)</translation>
    </message>
    <message>
        <source>A dry run: it writes nothing</source>
        <translation>試行：不會寫入任何資料</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>The first day lies after the last one.</source>
        <translation>起始日晚於結束日。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在讀取…</translation>
    </message>
    <message>
        <source>%1 items; %2 copies: %3 to import, %4 partial, %5 there already, %6 would fail.</source>
        <translation>%1 個項目；%2 個複本：%3 個將匯入，%4 個部分匯入，%5 個已存在，%6 個會失敗。</translation>
    </message>
    <message>
        <source>Reading: %1 of %2 deliveries</source>
        <translation>正在讀取：%1 / %2 個傳遞檔</translation>
    </message>
</context>
<context>
    <name>tallybridge::ReviewStep</name>
    <message>
        <source>Review</source>
        <translation>檢閱</translation>
    </message>
    <message>
        <source>Look at every setting once more. Nothing was stored so far.</source>
        <translation>請再次確認所有設定。到目前為止尚未儲存任何資料。</translation>
    </message>
    <message>
        <source>Na&amp;me of the connector:</source>
        <translation>連線器名稱(&amp;M)：</translation>
    </message>
    <message>
        <source>Si&amp;ze limit of an item or attachment:</source>
        <translation>項目或附件的大小上限(&amp;Z)：</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>&amp;Originals:</source>
        <translation>原始郵件(&amp;O)：</translation>
    </message>
    <message>
        <source>not attached: each mail names the hash of its original</source>
        <translation>不附加：每封郵件載明其原始郵件的雜湊值</translation>
    </message>
    <message>
        <source>attached to each mail</source>
        <translation>附加於每封郵件</translation>
    </message>
    <message>
        <source>Import e&amp;very:</source>
        <translation>匯入間隔(&amp;V)：</translation>
    </message>
    <message>
        <source> hours</source>
        <translation> 小時</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Connector type:</source>
        <translation>連線器類型：</translation>
    </message>
    <message>
        <source>Connector type</source>
        <translation>連線器類型</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>變更…</translation>
    </message>
    <message>
        <source>Change: Connector type</source>
        <translation>變更：連線器類型</translation>
    </message>
    <message>
        <source>Terms of service:</source>
        <translation>服務條款：</translation>
    </message>
    <message>
        <source>Terms of service</source>
        <translation>服務條款</translation>
    </message>
    <message>
        <source>Change: Terms of service</source>
        <translation>變更：服務條款</translation>
    </message>
    <message>
        <source>Source:</source>
        <translation>來源：</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Change: Source</source>
        <translation>變更：來源</translation>
    </message>
    <message>
        <source>User mapping:</source>
        <translation>使用者對應：</translation>
    </message>
    <message>
        <source>User mapping</source>
        <translation>使用者對應</translation>
    </message>
    <message>
        <source>Change: User mapping</source>
        <translation>變更：使用者對應</translation>
    </message>
    <message>
        <source>Destination and consent:</source>
        <translation>目的地與同意：</translation>
    </message>
    <message>
        <source>Destination and consent</source>
        <translation>目的地與同意</translation>
    </message>
    <message>
        <source>Change: Destination and consent</source>
        <translation>變更：目的地與同意</translation>
    </message>
    <message>
        <source>What the first import would do</source>
        <translation>首次匯入的預估結果</translation>
    </message>
    <message>
        <source>State of the count</source>
        <translation>計數狀態</translation>
    </message>
    <message>
        <source>Progress of the count</source>
        <translation>計數進度</translation>
    </message>
    <message>
        <source>Stop &amp;counting</source>
        <translation>停止計數(&amp;C)</translation>
    </message>
    <message>
        <source>Items in the deliveries:</source>
        <translation>傳遞檔中的項目：</translation>
    </message>
    <message>
        <source>Items in the deliveries</source>
        <translation>傳遞檔中的項目</translation>
    </message>
    <message>
        <source>Imported:</source>
        <translation>匯入：</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已匯入</translation>
    </message>
    <message>
        <source>Partial:</source>
        <translation>部分匯入：</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>部分匯入</translation>
    </message>
    <message>
        <source>Already there:</source>
        <translation>已存在：</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>Failed:</source>
        <translation>失敗：</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Mailboxes that get copies:</source>
        <translation>取得複本的信箱：</translation>
    </message>
    <message>
        <source>Mailboxes that get copies</source>
        <translation>取得複本的信箱</translation>
    </message>
    <message>
        <source>Deliveries in quarantine:</source>
        <translation>隔離中的傳遞檔：</translation>
    </message>
    <message>
        <source>Deliveries in quarantine</source>
        <translation>隔離中的傳遞檔</translation>
    </message>
    <message>
        <source>Why copies would fail</source>
        <translation>複本可能失敗的原因</translation>
    </message>
    <message>
        <source>Look at every setting once more. Nothing was changed so far.</source>
        <translation>請再次確認所有設定。到目前為止尚未變更任何資料。</translation>
    </message>
    <message>
        <source>What an import of everything at the source would do</source>
        <translation>匯入來源所有內容的預估結果</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>正在復原…</translation>
    </message>
    <message>
        <source>Saving the connector…</source>
        <translation>正在儲存連線器…</translation>
    </message>
    <message>
        <source>Creating the connector…</source>
        <translation>正在建立連線器…</translation>
    </message>
    <message>
        <source>%1 (not verified)</source>
        <translation>%1（未驗證）</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Folder %1</source>
        <translation>資料夾 %1</translation>
    </message>
    <message>
        <source>TeleMessage site %1, user %2</source>
        <translation>TeleMessage 站台 %1，使用者 %2</translation>
    </message>
    <message>
        <source>There is no delivery yet.</source>
        <translation>尚無傳遞檔。</translation>
    </message>
    <message>
        <source>Deliveries: %1, the newest is %2</source>
        <translation>傳遞檔：%1 個，最新的是 %2</translation>
    </message>
    <message>
        <source>Automatic mapping is on.</source>
        <translation>自動對應已開啟。</translation>
    </message>
    <message>
        <source>Automatic mapping is off.</source>
        <translation>自動對應已關閉。</translation>
    </message>
    <message>
        <source>No mapping file.</source>
        <translation>沒有對應檔。</translation>
    </message>
    <message>
        <source>Mapping file %1: lines used %2, not used %3</source>
        <translation>對應檔 %1：使用 %2 行，未使用 %3 行</translation>
    </message>
    <message>
        <source>Default region: %1</source>
        <translation>預設地區：%1</translation>
    </message>
    <message>
        <source>Local archive in the data folder; its files lie in clear.</source>
        <translation>位於資料資料夾的本機封存；檔案以明文存放。</translation>
    </message>
    <message>
        <source>Local archive in %1; its files lie in clear.</source>
        <translation>位於 %1 的本機封存；檔案以明文存放。</translation>
    </message>
    <message>
        <source>No consent is needed.</source>
        <translation>不需要同意。</translation>
    </message>
    <message>
        <source>Domains: any</source>
        <translation>網域：不限</translation>
    </message>
    <message>
        <source>Domains: %1</source>
        <translation>網域：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Nobody is mapped: automatic mapping is off, and no mapping file gives a mailbox. Go back to the user mapping.</source>
        <translation>沒有對應到任何人：自動對應已關閉，且沒有對應檔提供信箱。請返回使用者對應。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在計數…</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Counting: %1 of %2 deliveries</source>
        <translation>正在計數：%1 / %2 個傳遞檔</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Would fail: %1</source>
        <translation>可能失敗：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>&amp;Count again</source>
        <translation>重新計數(&amp;C)</translation>
    </message>
    <message>
        <source>Not counted to the end. The connector can be created all the same.</source>
        <translation>未完成計數。仍可建立連線器。</translation>
    </message>
    <message>
        <source>There is nothing to import yet.</source>
        <translation>目前沒有可匯入的內容。</translation>
    </message>
    <message>
        <source>Copies: %1. Everything that fails stays on a list with its reason.</source>
        <translation>複本：%1 個。失敗的項目會連同原因保留在清單中。</translation>
    </message>
    <message>
        <source>Nobody in the deliveries is mapped to a mailbox. Change the user mapping or the domains of the destination.</source>
        <translation>傳遞檔中沒有人對應到信箱。請變更使用者對應或目的地的網域。</translation>
    </message>
    <message>
        <source>Waiting for the keychain of this computer, then storing the connector…</source>
        <translation>正在等待這部電腦的金鑰圈，接著儲存連線器…</translation>
    </message>
    <message>
        <source>Go on without the keychain</source>
        <translation>不使用金鑰圈繼續</translation>
    </message>
    <message>
        <source>Host key %1</source>
        <translation>主機金鑰 %1</translation>
    </message>
    <message>
        <source>The keychain of your account is locked. Unlock it and try again.</source>
        <translation>您帳戶的金鑰圈已鎖定。請解鎖後再試一次。</translation>
    </message>
    <message>
        <source>People in the deliveries</source>
        <translation>傳遞檔中的人員</translation>
    </message>
    <message>
        <source>This computer has no keychain that can be used, so nothing secret can be kept.</source>
        <translation>這部電腦沒有可用的金鑰圈，因此無法保存任何機密。</translation>
    </message>
    <message>
        <source>The keychain refused to keep a secret. Allow Tallybridge to use it and try again.</source>
        <translation>金鑰圈拒絕保存機密。請允許 Tallybridge 使用金鑰圈，然後再試一次。</translation>
    </message>
    <message>
        <source>Without it what is secret is forgotten when the program ends, and daily runs cannot sign in.</source>
        <translation>沒有金鑰圈時，機密會在程式結束時遺失，每日執行將無法登入。</translation>
    </message>
    <message>
        <source>Microsoft 365, tenant %1, app %2</source>
        <translation>Microsoft 365，租用戶 %1，應用程式 %2</translation>
    </message>
    <message>
        <source>Cloud: %1</source>
        <translation>雲端：%1</translation>
    </message>
    <message>
        <source>The app signs in with a client secret.</source>
        <translation>應用程式使用用戶端密碼登入。</translation>
    </message>
    <message>
        <source>The app signs in with a certificate.</source>
        <translation>應用程式使用憑證登入。</translation>
    </message>
    <message>
        <source>Consent: not there yet. Imports fail until an administrator has given it.</source>
        <translation>同意：尚未取得。在系統管理員同意之前，匯入都會失敗。</translation>
    </message>
    <message>
        <source>Consent: given for the whole tenant; the app may write to every mailbox.</source>
        <translation>同意：已為整個租用戶給予；應用程式可以寫入每個信箱。</translation>
    </message>
    <message>
        <source>Consent: given for the directory; mailboxes as far as the app&apos;s role reaches.</source>
        <translation>同意：已為目錄給予；信箱則依應用程式角色的範圍。</translation>
    </message>
    <message>
        <source>Set up by %1</source>
        <translation>由 %1 設定</translation>
    </message>
    <message>
        <source>Limits: files up to %1 MB, requests at the same time: %2; the service&apos;s own limits are kept, and waited for</source>
        <translation>限制：檔案最大 %1 MB，同時要求數：%2；會遵守並等待服務本身的限制</translation>
    </message>
    <message>
        <source>Mapped to a mailbox: %1; not mapped: %2; mapped to an address without mailbox: %3</source>
        <translation>已對應到信箱：%1；未對應：%2；對應到的地址沒有信箱：%3</translation>
    </message>
</context>
<context>
    <name>tallybridge::RunsTab</name>
    <message>
        <source>Runs</source>
        <translation>執行記錄</translation>
    </message>
    <message>
        <source>Re&amp;port of this run…</source>
        <translation>此執行的報告(&amp;P)…</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>複本</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已匯入</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>部分匯入</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已略過</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>結束</translation>
    </message>
</context>
<context>
    <name>tallybridge::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>語言(&amp;L)：</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>依系統設定</translation>
    </message>
    <message>
        <source>&amp;Appearance:</source>
        <translation>外觀(&amp;A)：</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Data folder:</source>
        <translation>資料資料夾(&amp;D)：</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>瀏覽(&amp;B)…</translation>
    </message>
    <message>
        <source>Language and data folder take effect at the next start. What lies in the former data folder stays there.</source>
        <translation>語言與資料資料夾於下次啟動時生效。原資料資料夾的內容會保留在原處。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>資料資料夾</translation>
    </message>
    <message>
        <source>&amp;Proxy for HTTPS:</source>
        <translation>HTTPS 的 Proxy(&amp;P)：</translation>
    </message>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Proxy 位址</translation>
    </message>
    <message>
        <source>&amp;Import connectors whose time has come while the program runs</source>
        <translation>程式執行期間匯入到期的連線器(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Stay in the tray when the window is closed</source>
        <translation>關閉視窗後留在系統匣(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Tell by a message when an import did not go well</source>
        <translation>匯入不順利時以訊息通知(&amp;T)</translation>
    </message>
    <message>
        <source>Name the proxy like http://proxy.example:8080, without a user.</source>
        <translation>請以 http://proxy.example:8080 的形式指定 Proxy，不含使用者。</translation>
    </message>
    <message>
        <source>&amp;Stay in the tray when the window is closed (this desktop has none)</source>
        <translation>關閉視窗後留在系統匣(&amp;S)（此桌面沒有系統匣）</translation>
    </message>
    <message>
        <source>Program lo&amp;g:</source>
        <translation>程式記錄(&amp;G)：</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>僅錯誤</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>錯誤與警告</translation>
    </message>
    <message>
        <source>Errors, warnings and every run</source>
        <translation>錯誤、警告與每次執行</translation>
    </message>
    <message>
        <source>Everything, each call of a server too</source>
        <translation>全部，包含每次伺服器呼叫</translation>
    </message>
</context>
<context>
    <name>tallybridge::SourceStep</name>
    <message>
        <source>Login to TeleMessage</source>
        <translation>登入 TeleMessage</translation>
    </message>
    <message>
        <source>Where the organisation&apos;s TeleMessage deliveries lie. Next tries it.</source>
        <translation>貴組織 TeleMessage 傳遞檔的存放位置。按「下一步」會進行測試。</translation>
    </message>
    <message>
        <source>TeleMessage &amp;site (SFTP)</source>
        <translation>TeleMessage 站台 (SFTP)(&amp;S)</translation>
    </message>
    <message>
        <source>The login is that of the SFTP server which holds your organisation&apos;s TeleMessage deliveries. The password is kept in the keychain of this computer and nowhere else.</source>
        <translation>此登入資訊屬於存放貴組織 TeleMessage 傳遞檔的 SFTP 伺服器。密碼只保存在這部電腦的金鑰圈中。</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>無法使用</translation>
    </message>
    <message>
        <source>This build of the program cannot sign in to an SFTP server yet. Choose a folder of deliveries.</source>
        <translation>此版本的程式尚無法登入 SFTP 伺服器。請選擇傳遞檔資料夾。</translation>
    </message>
    <message>
        <source>&amp;Username:</source>
        <translation>使用者名稱(&amp;U)：</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>密碼(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>連線(&amp;C)</translation>
    </message>
    <message>
        <source>Ser&amp;ver:</source>
        <translation>伺服器(&amp;V)：</translation>
    </message>
    <message>
        <source>P&amp;ort:</source>
        <translation>連接埠(&amp;O)：</translation>
    </message>
    <message>
        <source>Fol&amp;der on the server:</source>
        <translation>伺服器上的資料夾(&amp;D)：</translation>
    </message>
    <message>
        <source>the login folder</source>
        <translation>登入資料夾</translation>
    </message>
    <message>
        <source>Folder of del&amp;iveries</source>
        <translation>傳遞檔資料夾(&amp;I)</translation>
    </message>
    <message>
        <source>A folder of this computer or a mounted share, into which somebody else brings the deliveries. It is read, never changed.</source>
        <translation>這部電腦上的資料夾或已掛接的共用資料夾，由他人放入傳遞檔。程式只讀取，絕不變更。</translation>
    </message>
    <message>
        <source>Fold&amp;er:</source>
        <translation>資料夾(&amp;E)：</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>瀏覽(&amp;R)…</translation>
    </message>
    <message>
        <source>Browse for the folder of deliveries</source>
        <translation>瀏覽傳遞檔資料夾</translation>
    </message>
    <message>
        <source>Folder of deliveries</source>
        <translation>傳遞檔資料夾</translation>
    </message>
    <message>
        <source>Looking for deliveries…</source>
        <translation>正在尋找傳遞檔…</translation>
    </message>
    <message>
        <source>Host key of the server</source>
        <translation>伺服器的主機金鑰</translation>
    </message>
    <message>
        <source>Host key</source>
        <translation>主機金鑰</translation>
    </message>
    <message>
        <source>The &amp;host key is the right one; refuse every other one from now on</source>
        <translation>主機金鑰正確；此後拒絕其他金鑰(&amp;H)</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未變更</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登入…</translation>
    </message>
    <message>
        <source>The server is not known yet. Compare its host key with the one its administrator gave you, and accept it.</source>
        <translation>尚未認識此伺服器。請將其主機金鑰與管理員提供的金鑰比對，然後接受。</translation>
    </message>
    <message>
        <source>The host key of the server has changed: it is %1 now, %2 was accepted. Nothing was sent. Ask the server&apos;s administrator why; if the new key is right, accept it.</source>
        <translation>伺服器的主機金鑰已變更：現在是 %1，先前接受的是 %2。未傳送任何資料。請詢問伺服器管理員原因；若新金鑰正確，請接受它。</translation>
    </message>
</context>
<context>
    <name>tallybridge::StepList</name>
    <message>
        <source>Steps</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>步驟 %1 / %2：%3</translation>
    </message>
</context>
<context>
    <name>tallybridge::SummaryTab</name>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>Newest run: %1, %2, %3. %4</source>
        <translation>最新執行：%1，%2，%3。%4</translation>
    </message>
    <message>
        <source>Items from the source: %1. %2.</source>
        <translation>來源項目：%1。%2。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Failed because: %1.</source>
        <translation>失敗原因：%1。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Deliveries in quarantine: %1.</source>
        <translation>隔離中的傳遞檔：%1。</translation>
    </message>
</context>
<context>
    <name>tallybridge::SumsBar</name>
    <message>
        <source>Sums of the run</source>
        <translation>執行的總數</translation>
    </message>
    <message>
        <source>%1 copies = %2 imported + %3 partial + %4 skipped + %5 failed</source>
        <translation>%1 個複本 = %2 已匯入 + %3 部分匯入 + %4 已略過 + %5 失敗</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已匯入</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>部分匯入</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已略過</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
</context>
<context>
    <name>tallybridge::TableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>tallybridge::TermsStep</name>
    <message>
        <source>Terms of service</source>
        <translation>服務條款</translation>
    </message>
    <message>
        <source>Read the terms and accept them for your organisation. Who accepted which version, and when, goes into the audit.</source>
        <translation>請閱讀並代表貴組織接受條款。接受的人員、版本與時間會記入稽核。</translation>
    </message>
    <message>
        <source>I &amp;accept the terms of service for my organisation</source>
        <translation>我代表我的組織接受服務條款(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Save the terms…</source>
        <translation>儲存條款(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the terms of service</source>
        <translation>儲存服務條款</translation>
    </message>
    <message>
        <source>Tallybridge terms of service.txt</source>
        <translation>Tallybridge 服務條款.txt</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>文字檔 (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已儲存為 %1。</translation>
    </message>
</context>
<context>
    <name>tallybridge::TextDialog</name>
    <message>
        <source>Text</source>
        <translation>內容</translation>
    </message>
</context>
<context>
    <name>tallybridge::Tray</name>
    <message>
        <source>&amp;Open Tallybridge</source>
        <translation>開啟 Tallybridge(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>結束(&amp;Q)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>tallybridge::TypeModel</name>
    <message>
        <source>calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>chats</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>files</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>deleted messages</source>
        <translation>已刪除的訊息</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>簡訊</translation>
    </message>
    <message>
        <source>MMS</source>
        <translation>多媒體簡訊</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已驗證</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未驗證</translation>
    </message>
</context>
<context>
    <name>tallybridge::TypePage</name>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Check again</source>
        <translation>再次檢查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Add connector…</source>
        <translation>新增連線器(&amp;A)…</translation>
    </message>
    <message>
        <source>Description of the connector type</source>
        <translation>連線器類型的說明</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>Not verified: this type shares its transport and format with the WhatsApp Archiver, but no delivery of it has been tried.</source>
        <translation>未驗證：此類型與 WhatsApp Archiver 使用相同的傳輸與格式，但尚未以其傳遞檔測試。</translation>
    </message>
    <message>
        <source>Before you begin</source>
        <translation>開始之前</translation>
    </message>
    <message>
        <source>The links are those the vendors published; TeleMessage&apos;s may have moved since Smarsh took over.</source>
        <translation>連結由廠商提供；TeleMessage 由 Smarsh 接手後，其連結可能已變更。</translation>
    </message>
    <message>
        <source>What the program can check it checks live as soon as there is a connector of this type.</source>
        <translation>一旦有此類型的連線器，程式會即時檢查可檢查的項目。</translation>
    </message>
    <message>
        <source>Checking the connector &quot;%1&quot;…</source>
        <translation>正在檢查連線器「%1」…</translation>
    </message>
    <message>
        <source>Checked live with the connector &quot;%1&quot;.</source>
        <translation>已使用連線器「%1」即時檢查。</translation>
    </message>
    <message>
        <source>The connector &quot;%1&quot; could not be checked.</source>
        <translation>無法檢查連線器「%1」。</translation>
    </message>
</context>
<context>
    <name>tallybridge::TypeStep</name>
    <message>
        <source>Product description</source>
        <translation>產品描述</translation>
    </message>
    <message>
        <source>What the connector does, and what has to be done before it can.</source>
        <translation>連線器的功能，以及使用前必須完成的事項。</translation>
    </message>
    <message>
        <source>Connector &amp;type:</source>
        <translation>連線器類型(&amp;T)：</translation>
    </message>
    <message>
        <source>Description of the connector type</source>
        <translation>連線器類型的說明</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>Not verified: this type shares its transport and format with the WhatsApp Archiver, but no delivery of it has been tried.</source>
        <translation>未驗證：此類型與 WhatsApp Archiver 使用相同的傳輸與格式，但尚未以其傳遞檔測試。</translation>
    </message>
    <message>
        <source>Before you begin</source>
        <translation>開始之前</translation>
    </message>
    <message>
        <source>The links are those the vendors published; TeleMessage&apos;s may have moved since Smarsh took over.</source>
        <translation>連結由廠商提供；TeleMessage 由 Smarsh 接手後，其連結可能已變更。</translation>
    </message>
    <message>
        <source>What the program can check itself it checks on the next pages.</source>
        <translation>程式能自行檢查的項目，會在後續頁面檢查。</translation>
    </message>
    <message>
        <source>Checked live with the connector &quot;%1&quot;.</source>
        <translation>已使用連線器「%1」即時檢查。</translation>
    </message>
</context>
<context>
    <name>tallybridge::VerifyDialog</name>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Missing copies</source>
        <translation>遺失的複本</translation>
    </message>
    <message>
        <source>Verify &quot;%1&quot;</source>
        <translation>驗證「%1」</translation>
    </message>
    <message>
        <source>Copies looked for: %1. Present: %2; moved by the user: %3; missing: %4; could not be checked: %5.</source>
        <translation>查找的複本：%1。存在：%2；由使用者移動：%3；遺失：%4；無法檢查：%5。</translation>
    </message>
    <message>
        <source>Verify was stopped before its end.</source>
        <translation>驗證在完成前已停止。</translation>
    </message>
    <message>
        <source>Imported again: %1.</source>
        <translation>重新匯入：%1。</translation>
    </message>
    <message>
        <source>Repair imports the missing copies again and changes nothing else.</source>
        <translation>修復會重新匯入遺失的複本，不變更其他內容。</translation>
    </message>
    <message>
        <source>The list shows the first %1 of them.</source>
        <translation>清單僅顯示前 %1 筆。</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>信箱</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>傳遞檔</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修復(&amp;R)</translation>
    </message>
</context>
</TS>
