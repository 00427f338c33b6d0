;;; A person's session in Emacs with eglot, without the person: open, see the
;;; finding, take the fix, see it go, edit, see it come, keep it.
;;;   emacs --batch -l emacs.el FILE SERVER

(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)

(defun test-fail (why)
  (message "emacs: %s\n%S\n%s" why (flymake-diagnostics) (buffer-string))
  (kill-emacs 1))

(defun test-findings ()
  (seq-filter (lambda (diagnostic)
                (string-match-p "threadwise-serial-spawn"
                                (flymake-diagnostic-text diagnostic)))
              (flymake-diagnostics)))

(defun test-wait-for (count when)
  (let ((end (+ (float-time) 120)))
    (while (and (/= (length (test-findings)) count) (< (float-time) end))
      ;; In batch mode there is no idle time in which the client would speak.
      (eglot--signal-textDocument/didChange)
      (accept-process-output nil 0.05))
    (unless (= (length (test-findings)) count)
      (test-fail (format "%s: expected %d findings" when count)))))

(defun test-take (text)
  "Run the code action whose title contains TEXT, as a person who picks it."
  (let* ((finding (car (test-findings)))
         (last-nonmenu-event ?x))
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt items &rest _)
                 (or (seq-find (lambda (title) (string-match-p (regexp-quote text) title))
                               (mapcar #'car items))
                     (test-fail (format "no code action '%s' among %S"
                                        text (mapcar #'car items)))))))
      (eglot-code-actions (flymake-diagnostic-beg finding)
                          (flymake-diagnostic-end finding) nil t))))

(defun test-line (number)
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- number))
    (buffer-substring-no-properties (line-beginning-position) (line-end-position))))

(let ((file (pop command-line-args-left))
      (server (pop command-line-args-left))
      (eglot-sync-connect 120)
      (eglot-events-buffer-size 0)
      (eglot-autoshutdown nil))
  (add-to-list 'eglot-server-programs
               `((c-mode c++-mode) . (,server "--background-index=false")))
  (find-file file)
  (apply #'eglot (eglot--guess-contact))
  (flymake-start)

  (test-wait-for 1 "open")
  (unless (= 4 (line-number-at-pos (flymake-diagnostic-beg (car (test-findings)))))
    (test-fail "it is in the wrong line"))

  (test-take "change 'std::async")
  (test-wait-for 0 "fixed")
  (unless (equal (test-line 4) "  int first = read(1);")
    (test-fail "the fix is wrong"))

  (goto-char (point-min))
  (search-forward "read(1)")
  (replace-match "std::async(std::launch::async, read, 2).get()" t t)
  (test-wait-for 1 "edited")

  (test-take "keep it")
  (test-wait-for 0 "suppressed")
  (unless (equal (test-line 4) "  // NOLINTNEXTLINE(threadwise-serial-spawn): ")
    (test-fail "the suppression is wrong"))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (kill-emacs 0))
